from pathlib import Path

import pytest

from crmdesk.models.core.settings import Settings, load_settings, save_settings
from crmdesk.paths import settings_folder


def test_that_a_machine_without_settings_starts_with_the_defaults() -> None:
    assert load_settings() == Settings()


def test_that_settings_come_back_as_saved() -> None:
    chosen = Settings("zh_TW", "dark", "compact", 150, "D:\\客户\\“簿”.db", 3)
    save_settings(chosen)
    assert load_settings() == chosen


def test_that_saving_leaves_one_file_and_replaces_the_old_values() -> None:
    save_settings(Settings(theme="dark", staff_id=2))
    save_settings(Settings(scale=125))
    assert load_settings() == Settings(scale=125)
    assert [file.name for file in settings_folder().iterdir()] == ["settings.toml"]


@pytest.mark.parametrize("content", [b"theme = ", b"\xff\xfe\x00broken", b"theme = 'dark'\x00"])
def test_that_a_damaged_file_is_set_aside_and_not_lost(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    assert load_settings(file) == Settings()
    assert (tmp_path / "settings.damaged.toml").read_bytes() == content
    save_settings(Settings(theme="dark"), file)
    assert load_settings(file).theme == "dark"


@pytest.mark.parametrize(
    "line",
    [
        'language = "tlh"',
        "language = []",
        'theme = "pink"',
        "density = 1",
        "scale = 1000",
        'scale = "150"',
        "scale = true",
        "last_database = 7",
        'staff_id = "me"',
        "unheard_of = 1",
    ],
)
def test_that_a_value_that_cannot_be_leaves_the_others_alone(tmp_path: Path, line: str) -> None:
    file = tmp_path / "settings.toml"
    other = 'theme = "dark"' if "theme" not in line else 'language = "en"'
    file.write_text(f"{line}\n{other}\n", encoding="utf-8")
    assert load_settings(file) in (Settings(theme="dark"), Settings(language="en"))


def test_that_a_write_that_fails_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "settings.toml"
    save_settings(Settings(theme="dark"), file)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="space"):
        save_settings(Settings(theme="light"), file)
    assert load_settings(file).theme == "dark"
    assert list(tmp_path.glob(".settings-*")) == []
