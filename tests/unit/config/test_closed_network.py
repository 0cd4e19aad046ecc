"""No test reaches beyond this machine."""

import socket

import pytest
from pytest_socket import SocketConnectBlockedError


def test_an_address_elsewhere_is_refused_before_anything_is_sent():
    reserved_for_documentation = "192.0.2.1"

    with (
        socket.socket() as outside,
        pytest.warns(UserWarning, match=reserved_for_documentation),
        pytest.raises(SocketConnectBlockedError),
    ):
        outside.connect((reserved_for_documentation, 443))


def test_an_address_on_this_machine_is_reached():
    with socket.socket() as server, socket.socket() as client:
        server.bind(("127.0.0.1", 0))
        server.listen()

        client.connect(server.getsockname())

        assert client.getpeername() == server.getsockname()
