"""What is kept between runs, and when it is not believed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from councilsite.cache import Cache, digest, digest_of_code, digest_of_files


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".cache" / "pages.pickle"


def kept(path: Path, seal: str = "seal", **values: object) -> Path:
    """A cache file with some values, each under the key `key`."""
    cache = Cache(path, seal)
    for name, value in values.items():
        cache.put(name, "key", value)
    cache.save()
    return path


def test_a_value_comes_back_in_the_next_run_under_the_same_key(path: Path) -> None:
    kept(path, page=("a", 1))
    assert Cache(path, "seal").get("page", "key") == ("a", 1)
    assert Cache(path, "seal").get("page", "another key") is None
    assert Cache(path, "seal").get("other", "key") is None


def test_a_value_can_be_seen_whatever_its_key(path: Path) -> None:
    kept(path, page="a")
    assert Cache(path, "seal").peek("page") == "a"
    assert Cache(path, "seal").peek("other") is None


def test_a_key_can_be_seen_without_the_value(path: Path) -> None:
    kept(path, page="a")
    cache = Cache(path, "seal")
    assert (cache.key("page"), cache.key("nothing")) == ("key", "")


def test_new_code_believes_nothing_that_old_code_kept(path: Path) -> None:
    kept(path, page="a")
    assert Cache(path, "new seal").get("page", "key") is None
    assert Cache(path, "new seal").peek("page") is None


@pytest.mark.parametrize("rest", [0, 1, 10, -1])
def test_a_file_that_was_cut_off_is_as_good_as_none(rest: int, path: Path) -> None:
    data = kept(path, page="a").read_bytes()
    path.write_bytes(data[:rest])
    cache = Cache(path, "seal")
    assert cache.get("page", "key") is None
    cache.put("page", "key", "b")
    cache.save()
    assert Cache(path, "seal").get("page", "key") == "b"


def changed(path: Path, value: str) -> None:
    """A run that changes one value and keeps another, which is most of the file."""
    cache = Cache(path, "seal")
    assert cache.keep("large", "key")
    cache.put("page", "key", value)
    cache.save()


LARGE = "much text " * 1000


def test_a_run_with_one_new_value_writes_no_other(path: Path) -> None:
    before = kept(path, page="a", large=LARGE).read_bytes()
    changed(path, "b")
    data = path.read_bytes()
    assert data.startswith(before) and len(data) < len(before) + 1000
    cache = Cache(path, "seal")
    assert [cache.get(name, "key") for name in ("page", "large")] == ["b", LARGE]


def test_wherever_a_run_was_killed_while_it_wrote_the_next_one_starts_afresh(path: Path) -> None:
    before = kept(path, page="a", large=LARGE).read_bytes()
    changed(path, "b")
    data = path.read_bytes()
    for end in range(len(before) + 1, len(data)):
        path.write_bytes(data[:end])
        assert Cache(path, "seal").peek("large") is None
    changed_again = Cache(path, "seal")
    changed_again.put("page", "key", "c")
    changed_again.save()
    assert Cache(path, "seal").get("page", "key") == "c"


def test_a_value_that_never_reached_the_disk_is_as_good_as_none(path: Path) -> None:
    data = kept(path, page="a", large=LARGE).read_bytes()
    path.write_bytes(data.replace(LARGE.encode(), bytes(len(LARGE))).replace(b"\x80", b"\0", 1))
    cache = Cache(path, "seal")
    assert cache.get("page", "key") is None
    cache.put("page", "key", "b")
    cache.save()
    assert Cache(path, "seal").get("page", "key") == "b"


def test_the_file_does_not_grow_without_end(path: Path) -> None:
    size = kept(path, page="a", large=LARGE).stat().st_size
    for number in range(100):
        changed(path, f"{number} " * 200)
        assert path.stat().st_size < 2.5 * size
    cache = Cache(path, "seal")
    assert [cache.get(name, "key") for name in ("page", "large")] == ["99 " * 200, LARGE]


def test_a_cache_that_was_deleted_meanwhile_is_written_whole(path: Path) -> None:
    kept(path, page="a", large=LARGE)
    cache = Cache(path, "seal")
    cache.keep("large", "key")
    cache.put("page", "key", "b")
    path.unlink()
    path.parent.rmdir()
    cache.save()
    cache = Cache(path, "seal")
    assert [cache.get(name, "key") for name in ("page", "large")] == ["b", LARGE]


@pytest.mark.parametrize("data", [b"garbage", b"\x80\x05N.", b"c__nowhere__\nthing\n."])
def test_a_file_with_anything_in_it_is_as_good_as_none(data: bytes, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    assert Cache(path, "seal").get("page", "key") is None


def test_what_a_run_did_not_ask_for_is_forgotten(path: Path) -> None:
    kept(path, page="a", removed="b")
    cache = Cache(path, "seal")
    cache.get("page", "key")
    cache.save()
    assert Cache(path, "seal").peek("page") == "a"
    assert Cache(path, "seal").peek("removed") is None


def test_a_run_that_changed_nothing_writes_nothing(path: Path) -> None:
    kept(path, page="a")
    before = path.stat().st_mtime_ns
    cache = Cache(path, "seal")
    cache.get("page", "key")
    path.unlink()
    cache.save()
    assert not path.exists() and before


def test_a_changed_value_is_written_in_one_step(path: Path) -> None:
    kept(path, page="a")
    kept(path, page="b")
    assert Cache(path, "seal").get("page", "key") == "b"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_cache_without_a_file_keeps_nothing() -> None:
    cache = Cache(None, "")
    cache.put("page", "key", "a")
    cache.save()
    assert cache.get("page", "key") is None


@settings(deadline=None)
@given(st.lists(st.text()), st.lists(st.text()))
def test_different_parts_have_different_digests(one: list[str], two: list[str]) -> None:
    assert (digest(*one) == digest(*two)) is (one == two)


def test_where_a_part_ends_counts() -> None:
    assert digest("ab", "c") != digest("a", "bc") != digest("abc")
    assert digest("é") == digest("é".encode())


def test_a_digest_of_files_is_of_names_and_contents_and_not_of_the_folder(tmp_path: Path) -> None:
    def made(folder: str, name: str = "a.py", text: str = "x") -> str:
        (tmp_path / folder).mkdir(exist_ok=True)
        path = tmp_path / folder / name
        path.write_text(text, encoding="utf-8")
        return digest_of_files(tmp_path / folder, [path])

    assert made("one") == made("two")
    assert made("one") != made("one", "b.py")
    assert made("one") != made("one", text="y")


def test_a_digest_of_files_does_not_depend_on_the_order_they_are_found_in(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in "abc"]
    for path in paths:
        path.write_text(path.name, encoding="utf-8")
    assert digest_of_files(tmp_path, paths) == digest_of_files(tmp_path, reversed(paths))


def test_a_file_that_vanished_has_a_digest_too(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    before = digest_of_files(tmp_path, [gone])
    gone.touch()
    assert digest_of_files(tmp_path, [gone]) != before


def test_the_codes_digest_is_the_same_in_every_run() -> None:
    assert digest_of_code() == digest_of_code() != digest()
