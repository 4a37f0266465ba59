"""Sends what no browser sends to a port of this machine: a TLS greeting, half a request, noise."""
import socket
import sys

QUESTIONS = [
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(32)),
    b"GET /raw\xe9\xff\"quote HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.0\r\nUser-Agent: \x1b[31mred\x07\xff\xfe\r\n\r\n",
    b"GET /no-version\r\n\r\n",
    b"\r\n\r\nnoise\r\n\r\n",
    b"GET http://shop.example/absolute HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n",
    b"GET /" + b"a" * 3000 + b" HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n",
]

for question in QUESTIONS:
    with socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=3) as connection:
        connection.sendall(question)
        try:
            connection.settimeout(2)
            while connection.recv(4096):
                pass
        except OSError:
            pass
