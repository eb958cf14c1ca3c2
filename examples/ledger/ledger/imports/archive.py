import tarfile
import tempfile
import zipfile


def unpack(upload):
    folder = tempfile.mktemp()
    if upload.filename.endswith(".zip"):
        with zipfile.ZipFile(upload) as archive:
            archive.extractall(folder)
            return archive.namelist()
    with tarfile.open(fileobj=upload) as archive:
        archive.extractall(folder)
        return archive.getnames()
