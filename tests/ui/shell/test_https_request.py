"""A question to a real https server, on this computer."""

import datetime
import ssl
import threading
from collections.abc import Generator
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path
from traceback import walk_tb

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from PySide6.QtNetwork import QSslCertificate, QSslConfiguration, QSslSocket

from crmdesk.models.core.errors import Cancelled
from crmdesk.ui.shell.https_request import fetch

pytestmark = pytest.mark.skipif(not QSslSocket.supportsSsl(), reason="no TLS on this system")
LARGEST = 1000


class Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/plain")  # type: ignore[attr-defined]
            self.end_headers()
        elif self.path == "/none":
            self.send_error(404)
        elif self.path == "/endless":
            self.send_response(200)
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b" " * 4096)
            except OSError:
                return
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'{"version": "99"}')

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of this computer, signed by itself; with its key, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def server(certificate: Path, qapp: object) -> Generator[str, None, None]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    made = HTTPServer(("127.0.0.1", 0), Answer)
    made.socket = context.wrap_socket(made.socket, server_side=True)
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"https://127.0.0.1:{made.server_port}"
    made.shutdown()
    thread.join()
    made.server_close()


@pytest.fixture
def trusted(certificate: Path) -> Generator[None, None, None]:
    """As if the system knew who made the certificate."""
    before = QSslConfiguration.defaultConfiguration()
    known = QSslConfiguration(before)
    known.addCaCertificates(QSslCertificate.fromPath(str(certificate)))
    QSslConfiguration.setDefaultConfiguration(known)
    yield
    QSslConfiguration.setDefaultConfiguration(before)


def quiet(_done: int, _total: int) -> None:
    """Go on."""


@pytest.mark.usefixtures("trusted")
def test_that_an_address_is_read(server: str) -> None:
    assert fetch(f"{server}/newest.json", LARGEST, quiet) == b'{"version": "99"}'


def test_that_a_server_nobody_vouches_for_is_not_believed(server: str) -> None:
    with pytest.raises(OSError, match=r"\w") as told:
        fetch(f"{server}/newest.json", LARGEST, quiet)
    places = [frame.f_code.co_name for frame, _line in walk_tb(told.value.__traceback__)]
    assert places[1:] == ["fetch"]  # else timers of this thread would end on the window's


@pytest.mark.usefixtures("trusted")
@pytest.mark.parametrize("path", ["elsewhere", "none"])
def test_that_it_never_leads_out_of_https_and_must_be_there(server: str, path: str) -> None:
    with pytest.raises(OSError, match=r"\w"):  # in the words of whatever language Qt speaks
        fetch(f"{server}/{path}", LARGEST, quiet)


@pytest.mark.usefixtures("trusted")
def test_that_an_endless_answer_is_left(server: str) -> None:
    assert len(fetch(f"{server}/endless", LARGEST, quiet)) > LARGEST


def test_that_nobody_there_is_an_error() -> None:
    with pytest.raises(OSError, match=r"\w"):
        fetch("https://127.0.0.1:1/newest.json", LARGEST, quiet)


@pytest.mark.usefixtures("trusted")
def test_that_it_can_be_cancelled(server: str) -> None:
    asked = iter((False, True))

    def stop(_done: int, _total: int) -> None:
        if next(asked, True):
            raise Cancelled

    with pytest.raises(Cancelled):
        fetch(f"{server}/endless", 10**12, stop)
