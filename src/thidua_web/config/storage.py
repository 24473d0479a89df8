"""Static files with their content's hash in the name: browsers keep them for ever, a new version gets a new name."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Also renames what our JavaScript modules import from one another."""

    support_js_module_import_aggregation = True
