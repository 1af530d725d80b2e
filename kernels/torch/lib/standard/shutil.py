# shutil: copying, moving and removing whole files and folders, within the sandbox.
import fnmatch
import os
import _host

class Error(OSError):
    pass

class SameFileError(Error):
    pass

class SpecialFileError(OSError):
    pass

class ExecError(OSError):
    pass

class ReadError(OSError):
    pass

class RegistryError(Exception):
    pass

def copyfileobj(fsrc, fdst, length=0):
    fdst.write(fsrc.read())

def copyfile(src, dst, *, follow_symlinks=True):
    src, dst = os.fspath(src), os.fspath(dst)
    if os.path.exists(dst) and os.path.samefile(src, dst):
        raise SameFileError(f"{src!r} and {dst!r} are the same file")
    data = _host.read(src)
    _host.write(dst, data)
    return dst

def copymode(src, dst, *, follow_symlinks=True):
    pass

def copystat(src, dst, *, follow_symlinks=True):
    pass

def copy(src, dst, *, follow_symlinks=True):
    if os.path.isdir(dst):
        dst = os.path.join(dst, os.path.basename(src))
    return copyfile(src, dst)

copy2 = copy

def ignore_patterns(*patterns):
    def ignored(path, names):
        return {name for pattern in patterns for name in fnmatch.filter(names, pattern)}
    return ignored

def copytree(src, dst, symlinks=False, ignore=None, copy_function=copy2, ignore_dangling_symlinks=False, dirs_exist_ok=False):
    names = sorted(os.listdir(src))
    skipped = ignore(os.fspath(src), names) if ignore is not None else set()
    os.makedirs(dst, exist_ok=dirs_exist_ok)
    for name in names:
        if name in skipped:
            continue
        source, target = os.path.join(src, name), os.path.join(dst, name)
        if os.path.isdir(source):
            copytree(source, target, symlinks, ignore, copy_function, ignore_dangling_symlinks, dirs_exist_ok)
        else:
            copy_function(source, target)
    return dst

def rmtree(path, ignore_errors=False, onerror=None, *, dir_fd=None):
    try:
        for name in os.listdir(path):
            each = os.path.join(path, name)
            if os.path.isdir(each):
                rmtree(each, ignore_errors, onerror)
            else:
                os.remove(each)
        os.rmdir(path)
    except OSError:
        if not ignore_errors:
            raise

def move(src, dst, copy_function=copy2):
    target = dst
    if os.path.isdir(dst):
        target = os.path.join(dst, os.path.basename(os.fspath(src).rstrip("/")))
        if os.path.exists(target):
            raise Error(f"Destination path '{target}' already exists")
    os.rename(src, target)
    return target

def which(cmd, mode=None, path=None):
    return None

def get_terminal_size(fallback=(80, 24)):
    try:
        columns = int(os.environ["COLUMNS"])
    except (KeyError, ValueError):
        columns = _host.columns() or fallback[0]
    try:
        lines = int(os.environ["LINES"])
    except (KeyError, ValueError):
        lines = fallback[1]
    return os.terminal_size((columns, lines))
