"""Policies: by name, as settings, from a file; and every setting that definitions name, with its standard value."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import subledger
from subledger.book.decisions import Decision, decided, differences
from subledger.book.policies import chain, found_in, policy, shipped
from subledger.model.notes import notes
from subledger.model.policy import Policy
from subledger.model.settings import KEYS, SETTINGS, Setting

STANDARD = {
    "calendar.timezone": "book",
    "calendar.weeks_per_month": "52/12",
    "calendar.days_per_month": "365/12",
    "counts.trialing": False,
    "counts.past_due": "keep",
    "counts.unpaid": False,
    "counts.paused": False,
    "counts.incomplete": False,
    "counts.discounts.once": "ignore",
    "counts.discounts.repeating": "subtract",
    "counts.discounts.forever": "subtract",
    "counts.full_discount": "churn",
    "counts.usage": "apart",
    "counts.tax": "exclude",
    "counts.refunds": "ignore",
    "timing.cancel": "service_end",
    "timing.change": "at_change",
    "movements.of": "customer",
    "movements.netting": "day",
    "movements.reactivation_gap_days": 0,
    "movements.new_again_after_days": "none",
    "movements.reactivation_as": "reactivation",
    "arr.basis": "run_rate",
    "metrics.churn_rate": "lost",
    "metrics.churned_mrr": "churn",
    "metrics.returns": "gain",
    "metrics.retention_months": 12,
    "metrics.arpu": "in_force",
    "metrics.trial_conversion": "of_ended",
    "metrics.ltv": "mean:6",
    "fx.rate": "movement",
    "rounding.item": "none",
}
"""definitions.md §1, and the formulas on which vendors differ. counts.one_time is no setting: one-time lines never count."""

ALLOWED: dict[str, tuple[object, ...]] = {
    "calendar.timezone": ("book", "UTC", "Europe/Berlin"),
    "calendar.weeks_per_month": ("52/12", "30/7", "4.33", "4", "365.25/84"),
    "calendar.days_per_month": ("365/12", "30", "30.4375"),
    "counts.past_due": ("keep", "drop", 0, 14, 30, 90),
    "counts.usage": ("apart", "last_month", "trailing_mean:1", "trailing_mean:3", "trailing_mean:36", "committed"),
    "movements.reactivation_gap_days": (0, 1, 30),
    "movements.new_again_after_days": ("none", 0, 90),
    "movements.reactivation_as": ("reactivation", "expansion", "new"),
    "metrics.churn_rate": ("lost", "churned", "churned_of_all", "churned_less_returned"),
    "metrics.churned_mrr": ("churn", "all_but_new"),
    "metrics.returns": ("gain", "apart"),
    "metrics.retention_months": (1, 12, 120),
    "metrics.arpu": ("in_force", "paying"),
    "metrics.trial_conversion": ("of_ended", "of_started"),
    "metrics.ltv": ("mean:1", "mean:6", "mean:36", "month", "discounted:1", "discounted:10", "discounted:100"),
    "fx.rate": ("movement", "month_end", "latest", "fixed:2025-01-31"),
}
WORDS = (
    *(False, True, "subtract", "ignore", "churn", "active", "exclude", "include", "reduce", "service_end", "request", "at_change"),
    *("at_renewal", "customer", "subscription", "day", "month", "run_rate", "committed", "none", "minor_unit"),
)
REFUSED: dict[str, tuple[object, ...]] = {
    "calendar.weeks_per_month": ("5", 4, 4.33, ""),
    "calendar.days_per_month": ("31", 30),
    "counts.trialing": ("yes", 1, 0, "false"),
    "counts.past_due": ("forever", -1, True, 1.5, 36_501),
    "counts.discounts.once": ("add", True),
    "counts.usage": ("trailing_mean:", "trailing_mean:0", "trailing_mean:37", "trailing_mean:x", "trailing_mean:-1", True),
    "movements.reactivation_gap_days": ("30", -1, False),
    "movements.new_again_after_days": ("never", True),
    "metrics.churn_rate": ("churn", 1, ["lost"]),
    "metrics.retention_months": (0, 121, "12", True, 1.5),
    "metrics.ltv": ("mean", "mean:0", "mean:37", "month:1", "discounted:", "discounted:101", "discounted:-1", 6),
    "fx.rate": ("fixed:", "fixed:2025-02-29", "fixed:20250131", "fixed:2025-1-31", "daily"),
    "rounding.item": ("cents",),
}


def settings(key: str, value: object) -> dict[str, object]:
    """A policy of one setting over standard."""
    found: dict[str, object] = {}
    place = found
    *folders, name = key.split(".")
    for folder in folders:
        place = place.setdefault(folder, {})  # type: ignore[assignment]
    place[name] = value
    return found


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def refusal(of: object) -> subledger.SubledgerError:
    with pytest.raises(subledger.SubledgerError) as caught:
        policy(of)  # type: ignore[arg-type]
    assert caught.value.exit_code == 2
    return caught.value


def test_every_setting_of_the_definitions_exists() -> None:
    assert set(KEYS) == set(STANDARD)
    assert len(KEYS) == len(set(KEYS))


def test_the_standard_values() -> None:
    assert dict(policy("standard").values) == STANDARD
    assert (policy("standard").name, policy("standard").version) == ("standard", 1)


def test_every_setting_says_what_it_may_be_and_why() -> None:
    assert all(setting.expected and setting.why for setting in SETTINGS)


@pytest.mark.parametrize(("key", "value"), [(key, value) for key in ALLOWED for value in ALLOWED[key]])
def test_what_a_setting_may_be(key: str, value: object) -> None:
    assert policy(settings(key, value))[key] == value


@pytest.mark.parametrize(("key", "value"), [(key, value) for key in REFUSED for value in REFUSED[key]])
def test_what_a_setting_may_not_be(key: str, value: object) -> None:
    error = refusal(settings(key, value))
    assert (error.code, error.message) == ("policy_value", f"{key} = {value!r} is not a value of this setting")
    assert (error.value, error.expected) == (str(value), next(setting.expected for setting in SETTINGS if setting.key == key))


def test_a_time_zone_that_is_none() -> None:
    assert refusal(settings("calendar.timezone", "Europe/Berln")).code == "unknown_timezone"


class TestByName:
    @pytest.mark.parametrize("name", shipped())
    def test_those_that_ship_are_whole(self, name: str) -> None:
        found = policy(name)
        assert found.name == name
        assert set(found.values) == set(KEYS)

    def test_standard_is_the_first(self) -> None:
        assert shipped()[0] == "standard"

    def test_an_unknown_name_has_a_nearest(self) -> None:
        error = refusal("standrd")
        assert (error.code, error.value, error.hint) == ("unknown_policy", "standrd", "did you mean 'standard'?")
        assert "standard" in str(error.expected)

    def test_a_policy_is_itself(self) -> None:
        assert policy(policy("standard")) is not None
        assert isinstance(policy(policy("standard")), Policy)


class TestAsSettings:
    def test_over_standard(self) -> None:
        found = policy({"counts": {"trialing": True}})
        assert dict(found.values) == STANDARD | {"counts.trialing": True}
        assert found.name == "settings over standard"

    def test_dotted_names_will_do(self) -> None:
        assert policy({"counts.trialing": True})["counts.trialing"] is True

    def test_an_unknown_setting_has_a_nearest(self) -> None:
        error = refusal({"counts": {"trialling": True}})
        assert (error.code, error.value, error.hint) == ("unknown_policy_setting", "counts.trialling", "did you mean 'counts.trialing'?")

    def test_of_a_book(self, tmp_path: Path) -> None:
        with subledger.init(None, policy={"name": "ours", "fx": {"rate": "latest"}}) as book:
            assert (book.policy.name, book.policy["fx.rate"]) == ("ours", "latest")

    @pytest.mark.parametrize("name", ["", "  ", 5, None])
    def test_a_name_is_a_text(self, name: object) -> None:
        assert refusal({"name": name}).code == "policy_name"

    @pytest.mark.parametrize("version", ["1", 0, True, 1.5])
    def test_a_version_is_a_whole_number(self, version: object) -> None:
        assert refusal({"version": version}).code == "policy_version"


class TestFromAFile:
    def test_over_standard(self, tmp_path: Path) -> None:
        path = write(tmp_path / "ours.toml", 'name = "ours"\nversion = 4\n[counts]\npast_due = 30\n[counts.discounts]\nonce = "subtract"\n')
        found = policy(path)
        assert dict(found.values) == STANDARD | {"counts.past_due": 30, "counts.discounts.once": "subtract"}
        assert (found.name, found.version) == ("ours", 4)
        assert policy(str(path)) == found

    def test_extending_another_by_its_relative_path(self, tmp_path: Path) -> None:
        write(tmp_path / "base.toml", 'name = "base"\n[counts]\npast_due = 30\ntrialing = true\n')
        path = write(tmp_path / "teams" / "ours.toml", 'name = "ours"\nextends = "../base.toml"\n[counts]\ntrialing = false\n')
        assert dict(policy(path).values) == STANDARD | {"counts.past_due": 30}

    def test_extending_one_that_ships(self, tmp_path: Path) -> None:
        path = write(tmp_path / "ours.toml", 'name = "ours"\nextends = "standard"\n')
        assert policy(path).hash == policy("standard").hash

    def test_extending_what_is_not_there(self, tmp_path: Path) -> None:
        error = refusal(write(tmp_path / "ours.toml", 'name = "ours"\nextends = "base.toml"\n'))
        assert (error.code, error.value) == ("no_such_policy", str(tmp_path / "base.toml"))
        assert refusal(write(tmp_path / "ours.toml", 'name = "ours"\nextends = "bsae"\n')).code == "unknown_policy"
        assert refusal(write(tmp_path / "ours.toml", 'name = "ours"\nextends = 5\n')).code == "policy_value"

    def test_a_ring(self, tmp_path: Path) -> None:
        for name, base in (("a", "b"), ("b", "c"), ("c", "a")):
            write(tmp_path / f"{name}.toml", f'name = "{name}"\nextends = "{base}.toml"\n')
        error = refusal(tmp_path / "a.toml")
        assert (error.code, error.expected) == ("policy_ring", "a policy that ends at one that ships")
        assert error.message.endswith("extends itself: a.toml → b.toml → c.toml → a.toml")
        assert refusal(write(tmp_path / "self.toml", 'name = "self"\nextends = "self.toml"\n')).code == "policy_ring"

    def test_a_chain_to_a_preset(self, tmp_path: Path) -> None:
        write(tmp_path / "board.toml", 'name = "board"\nextends = "stripe"\n[counts]\npast_due = 30\n')
        found = policy(write(tmp_path / "ours.toml", 'name = "ours"\nextends = "board.toml"\n[timing]\ncancel = "service_end"\n'))
        assert dict(found.values) == {**policy("stripe").values, "counts.past_due": 30, "timing.cancel": "service_end"}

    def test_a_wrong_setting_names_its_file(self, tmp_path: Path) -> None:
        base = write(tmp_path / "base.toml", 'name = "base"\n[counts]\npast_due = "later"\n')
        error = refusal(write(tmp_path / "ours.toml", 'name = "ours"\nextends = "base.toml"\n'))
        assert error.message == f"{base}: counts.past_due = 'later' is not a value of this setting"

    def test_a_name_that_is_nearly_one_of_the_folder(self, tmp_path: Path) -> None:
        write(tmp_path / "board.toml", 'name = "board"\nextends = "stripe"\n')
        assert refusal(tmp_path / "bord.toml").hint == "did you mean 'board.toml'?"
        assert refusal(write(tmp_path / "ours.toml", 'name = "ours"\nextends = "strip"\n')).hint == "did you mean 'stripe'?"

    @pytest.mark.parametrize("content", [b"name = ", b"\xff\xfe", b"name = 'a'\nname = 'b'"])
    def test_a_file_that_is_no_policy(self, content: bytes, tmp_path: Path) -> None:
        path = tmp_path / "ours.toml"
        path.write_bytes(content)
        assert refusal(path).code == "policy_file"

    def test_no_file(self, tmp_path: Path) -> None:
        assert refusal(tmp_path / "ours.toml").code == "no_such_policy"

    def test_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "ours.toml").mkdir()
        assert refusal(tmp_path / "ours.toml").code == "policy_file"

    def test_a_file_without_a_name(self, tmp_path: Path) -> None:
        assert refusal(write(tmp_path / "ours.toml", "version = 1\n")).code == "policy_name"


class TestHash:
    @pytest.mark.parametrize("key", KEYS)
    def test_changes_when_a_value_does(self, key: str) -> None:
        setting = next(setting for setting in SETTINGS if setting.key == key)
        values = ALLOWED.get(key) or [value for value in WORDS if setting.accepts(value)]
        assert len(values) > 1
        assert len({policy(settings(key, value)).hash for value in values}) == len(values)

    def test_does_not_when_nothing_else_does(self) -> None:
        hashes = {
            policy("standard").hash,
            policy({}).hash,
            policy({"name": "ours", "version": 9}).hash,
            policy(settings("counts.trialing", False)).hash,
        }
        assert len(hashes) == 1

    def test_is_that_of_the_published_settings(self) -> None:
        assert len(policy("standard").hash) == 64


class TestPresets:
    """What the vendors publish, as files that ship."""

    VENDORS = tuple(name for name in shipped() if name != "standard")

    def test_all_of_them_ship(self) -> None:
        wanted = {"standard", "stripe", "chartmogul", "baremetrics", "profitwell", "paddle", "recurly", "chargebee", "maxio", "zuora"}
        assert set(shipped()) == wanted | {"revenuecat"}

    @pytest.mark.parametrize("name", VENDORS)
    def test_is_a_small_file_over_standard(self, name: str) -> None:
        top, standard = chain(name)
        assert (top.policy.name, top.extends, standard.where) == (name, "standard", "standard")
        assert all(value != standard.policy[key] for key, value in top.sets.items()), "a setting that says what standard says"

    @pytest.mark.parametrize("name", VENDORS)
    def test_says_of_every_setting_whence_it_comes_or_that_it_is_unpublished(self, name: str) -> None:
        found = decided(name)
        assert found.about
        for each in found.decisions:
            if each.setting.key != "calendar.timezone":
                assert (each.said_by, bool(each.source)) == (name, True), each.setting.key
            if each.value != each.standard:
                assert each.decided_by == name
                assert not each.is_unpublished

    @pytest.mark.parametrize("name", VENDORS)
    def test_no_comment_is_lost(self, name: str) -> None:
        """A comment that names no setting and stands above none would be read by nobody."""
        text = (Path(subledger.__file__).parent / "policies" / f"{name}.toml").read_text("utf-8")
        said = " ".join((notes(text).about, *notes(text).of.values(), *notes(text).beyond))
        for line in text.splitlines():
            if line.startswith("#") and "unpublished: " not in line:
                words = re.sub(r"^# ([a-z_]+|not expressed): |^# +", "", line)
                assert words in said, line


class TestDecisions:
    """Which file decides a setting, and what it says of it."""

    def decision(self, of: object, key: str) -> Decision:
        return next(each for each in decided(of).decisions if each.setting.key == key)  # type: ignore[arg-type]

    def board(self, folder: Path) -> Path:
        head = '# For the board.\nname = "board"\nextends = "stripe"\n\n'
        return write(folder / "board.toml", head + "[counts]\n# As audited,\n# in May.\npast_due = 30 # days\ntrialing = true\n")

    def test_the_file_that_sets_it_decides(self, tmp_path: Path) -> None:
        path = self.board(tmp_path)
        found = self.decision(path, "counts.past_due")
        assert (found.value, found.standard, found.decided_by) == (30, "keep", str(path))
        assert (found.said_by, found.source, found.means) == (str(path), "As audited, in May. days", "past due leaves after 30 days")
        assert decided(path).about == "For the board."

    def test_what_lies_below_a_setting_says_nothing_of_it(self, tmp_path: Path) -> None:
        found = self.decision(self.board(tmp_path), "counts.trialing")
        assert (found.value, found.source, found.said_by) == (True, "", None)

    def test_a_preset_decides_what_its_extension_leaves(self, tmp_path: Path) -> None:
        found = self.decision(self.board(tmp_path), "timing.cancel")
        assert (found.value, found.decided_by, found.said_by) == ("request", "stripe", "stripe")

    def test_unpublished_is_as_standard_has_it(self) -> None:
        found = self.decision("stripe", "calendar.weeks_per_month")
        assert (found.is_unpublished, found.decided_by, found.said_by, found.value) == (True, "standard", "stripe", "52/12")

    def test_settings_without_a_file(self) -> None:
        found = self.decision({"counts": {"paused": True}}, "counts.paused")
        assert (found.value, found.decided_by, found.source) == (True, None, "")
        assert self.decision(policy("stripe"), "timing.cancel").value == "request"

    def test_differences(self, tmp_path: Path) -> None:
        _, _, pairs = differences("stripe", self.board(tmp_path))
        assert [(a.setting.key, a.value, b.value) for a, b in pairs] == [("counts.trialing", False, True), ("counts.past_due", "keep", 30)]
        assert differences("stripe", "stripe")[2] == ()

    @pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
    def test_every_value_has_words_of_its_own(self, setting: Setting) -> None:
        values = ALLOWED.get(setting.key) or [value for value in WORDS if setting.accepts(value)]
        said = [setting.means(value) for value in values]  # type: ignore[arg-type]
        assert all(said)
        assert len(set(said)) == len(said)

    def test_policy_files_of_a_folder(self, tmp_path: Path) -> None:
        board = self.board(tmp_path)
        write(tmp_path / "pyproject.toml", '[project]\nname = "other"\n')
        write(tmp_path / "broken.toml", "name = ")
        assert found_in(tmp_path) == (board,)
