"""Writes each datagram that comes to a socket as a line of a file, as a log daemon does."""
import socket
import sys

receiver = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
receiver.bind(sys.argv[1])
with open(sys.argv[2], "ab", buffering=0) as log:
    while True:
        log.write(receiver.recv(65536).rstrip(b"\n\0") + b"\n")
