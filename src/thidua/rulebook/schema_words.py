"""Say in Vietnamese what a JSON Schema validator complains of, and where in the file."""

from typing import Any

Steps = tuple[str | int, ...]


def complaint(error: Any) -> tuple[Steps, str]:
    """Give the steps to the value and one sentence; alternatives are described by the closest of them."""
    if error.validator in ("oneOf", "anyOf") and error.context:
        deepest = max(error.context, key=lambda inner: len(inner.absolute_path))
        if len(deepest.absolute_path) > len(error.absolute_path):
            return complaint(deepest)
    steps: Steps = tuple(error.absolute_path)
    named = "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in steps).lstrip(".") or "tệp"
    if error.validator == "additionalProperties":
        extra = sorted(set(error.instance) - set(error.schema.get("properties", {})))
        return (*steps, extra[0]), f"{named} không có khóa «{extra[0]}»."
    return steps, f"{named} {_sentence(error)}."


def _sentence(error: Any) -> str:
    kind, asked = error.validator, error.validator_value
    if kind == "required":
        missing = next((name for name in asked if name not in error.instance), asked[0])
        return f"thiếu khóa «{missing}»"
    if kind == "dependentRequired":
        return "thiếu khóa đi kèm: " + ", ".join(
            n for names in asked.values() for n in names if n not in error.instance
        )
    if kind == "enum":
        return "phải là một trong: " + ", ".join(map(str, asked))
    if kind == "const":
        return f"phải là «{asked}»"
    if kind in ("type", "anyOf"):
        return f"ghi sai kiểu: «{error.instance}»" if not isinstance(error.instance, dict | list) else "ghi sai kiểu"
    if kind == "oneOf":
        return "phải có đúng một trong các khóa: " + ", ".join(n for one in asked for n in one.get("required", ()))
    bounds = {"minimum": "phải từ {} trở lên", "maximum": "phải từ {} trở xuống", "multipleOf": "chỉ được lẻ đến {}"}
    if kind in bounds:
        return bounds[kind].format(asked)
    if kind == "uniqueItems":
        return "có mục ghi hai lần"
    if kind in ("minItems", "minLength", "minProperties"):
        return "không được để trống"
    return f"ghi không đúng dạng: «{error.instance}»"
