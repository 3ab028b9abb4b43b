class _Log:
    disabled: bool

log: _Log
