from enum import Enum
from typing import Any

class MessageType(Enum):
    method_call = 1

class Header:
    message_type: MessageType

class Message:
    header: Header
    body: tuple[Any, ...]

class DBus:
    def RequestName(self, name: str, flags: int = ...) -> Message: ...

message_bus: DBus

def new_method_return(parent_msg: Message, signature: str | None = ..., body: tuple[Any, ...] = ...) -> Message: ...
