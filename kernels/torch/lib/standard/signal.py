# signal: handlers are remembered; Ctrl-C raises KeyboardInterrupt whatever they are, no other signal arrives.
import enum

class Signals(enum.IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGILL = 4
    SIGTRAP = 5
    SIGABRT = 6
    SIGFPE = 8
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20
    SIGWINCH = 28

class Handlers(enum.IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1

globals().update(Signals.__members__)
globals().update(Handlers.__members__)

def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt

_handlers = {Signals.SIGINT: default_int_handler}

def signal(signalnum, handler, /):
    if not callable(handler) and handler not in (Handlers.SIG_DFL, Handlers.SIG_IGN):
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    before = getsignal(signalnum)
    _handlers[signalnum] = handler
    return before

def getsignal(signalnum, /):
    return _handlers.get(signalnum, Handlers.SIG_DFL)

def valid_signals():
    return set(Signals)

def raise_signal(signalnum, /):
    handler = getsignal(signalnum)
    if callable(handler):
        handler(signalnum, None)

def strsignal(signalnum, /):
    return {2: "Interrupt", 15: "Terminated", 9: "Killed", 11: "Segmentation fault", 6: "Aborted", 1: "Hangup"}.get(signalnum)
