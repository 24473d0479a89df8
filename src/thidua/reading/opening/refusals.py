"""The sentences said where a file cannot be opened: what was met and what to do. One place, so that they stay alike."""

from thidua.errors import Place, UnreadableFile

MISSING = "không có tệp này; kiểm tra lại đường dẫn."
DIRECTORY = "đây là thư mục; đưa tên từng tệp."
FORBIDDEN = "không được quyền đọc tệp này; xin quyền đọc hoặc chép sang chỗ khác."
UNREADABLE = "đĩa hoặc hệ thống không cho đọc tệp này ({why}); chép lại tệp rồi thử lại."
TOO_LARGE = "tệp lớn hơn {limit} MB nên không đọc; nếu đúng là văn bản, dùng --limit để nâng giới hạn."
BINARY = "đây là tệp nhị phân, không phải văn bản; đưa tệp .docx, .pdf, .html hoặc .txt."
ARCHIVE = "đây là tệp nén; giải nén rồi đưa từng văn bản bên trong."
WORKBOOK = "đây là bảng tính; kế hoạch phải ở dạng .docx, .pdf, .html hoặc .txt."
SLIDES = "đây là tệp trình chiếu; lưu nội dung thành .docx hoặc .pdf rồi đọc lại."
PICTURE = "đây là tệp ảnh; in hoặc lưu ảnh thành PDF rồi đọc lại."
OLD_WORD = "đây là tệp Word kiểu cũ (.doc); mở bằng Word hoặc LibreOffice, lưu lại thành .docx rồi đọc."
RICH_TEXT = "đây là tệp .rtf; mở bằng Word hoặc LibreOffice, lưu lại thành .docx rồi đọc."
OPEN_TEXT = "đây là tệp .odt; mở bằng LibreOffice, lưu lại thành .docx rồi đọc."
LOCKED_OFFICE = "tệp có mật khẩu; bỏ mật khẩu (Lưu thành…, xóa mật khẩu) rồi đọc lại."
LOCKED_PDF = "tệp PDF có mật khẩu; bỏ mật khẩu rồi đọc lại."
BROKEN_PDF = "tệp PDF hỏng, không mở được; xin lại bản gốc."
BROKEN_WORD = "tệp .docx hỏng ({why}); mở bằng Word, lưu lại rồi đọc."
BOMB = "tệp .docx giải nén ra quá lớn so với cỡ tệp hoặc quá {limit} MB, giống tệp phá hoại; không đọc."
ENTITIES = "tệp .docx chứa khai báo XML nguy hiểm (DOCTYPE, thực thể), Word không ghi như vậy; không đọc."
NEEDS_OCR = (
    "tệp PDF chỉ có ảnh quét, máy chưa có bộ nhận dạng chữ; cài gói tesseract-ocr và tesseract-ocr-vie rồi đọc lại."
)
NEEDS_VIETNAMESE = "tệp PDF chỉ có ảnh quét, tesseract chưa có tiếng Việt; cài gói tesseract-ocr-vie rồi đọc lại."
OCR_FAILED = "tệp PDF chỉ có ảnh quét mà nhận dạng chữ không xong ({why}); quét lại rõ hơn rồi đọc lại."


def refusal(name: str, sentence: str, page: int | None = None) -> UnreadableFile:
    """Make the error to raise, with the sentence and the file's name.

    >>> raise refusal("anh.png", PICTURE)
    Traceback (most recent call last):
    thidua.errors.UnreadableFile: anh.png: đây là tệp ảnh; in hoặc lưu ảnh thành PDF rồi đọc lại.
    """
    return UnreadableFile(sentence, Place(file=name, page=page))
