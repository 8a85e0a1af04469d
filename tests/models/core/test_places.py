import pytest

from crmdesk.models.core.places import risky_place

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
//nas/office /mnt/nas cifs rw 0 0
nas:/export /media/two\\040words nfs4 rw 0 0
/dev/sdb1 /media/usb vfat rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/home/li/.local/share/crmdesk/crmdesk.db", None),
        ("/media/usb/office.db", None),
        ("/mnt/nas/office.db", "place.network"),
        ("/mnt/nas2/office.db", None),
        ("/media/two words/office.db", "place.network"),
        (r"\\server\share\office.db", "place.network"),
        ("//server/share/office.db", "place.network"),
        (r"\\?\C:\data\office.db", None),
        (r"C:\Users\li\OneDrive\office.db", "place.cloud"),
        (r"C:\Users\li\OneDrive - 云帆科技\office.db", "place.cloud"),
        (r"C:\Users\li\OneDriveBackupOfMine\office.db", None),
        (r"D:\我的坚果云\office.db", "place.cloud"),
        (r"D:\BaiduSyncdisk\office.db", "place.cloud"),
        ("/Users/li/Library/Mobile Documents/com~apple~CloudDocs/office.db", "place.cloud"),
        ("/Users/li/Library/CloudStorage/Dropbox/office.db", "place.cloud"),
        ("/home/li/Dropbox (Personal)/office.db", "place.cloud"),
        ("/home/li/Google Drive/office.db", "place.cloud"),
        ("/home/li/百度网盘/office.db", "place.cloud"),
        ("/home/li/megaphone/office.db", None),
    ],
)
def test_that_places_in_danger_are_known(path: str, code: str | None) -> None:
    assert risky_place(path, mounts=MOUNTS) == code
