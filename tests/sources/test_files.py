"""Paths and folders: which files are which table, and what is no file."""

from __future__ import annotations

from subledger.sources.standard import FileMapping, Mapping

SUBSCRIPTIONS = "customer_id,unit_amount,starts_at\na,1,2025-01-01\n"


def test_a_folder_is_read_by_the_names_of_its_files(tmp_path, load):
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "Subscriptions.csv").write_text(SUBSCRIPTIONS)
    (folder / "customers.tsv").write_text("customer_id\tname\na\tAnn\n")
    (folder / "old.csv").write_text(SUBSCRIPTIONS)
    (folder / "README.md").write_text("hello")
    (folder / ".hidden.csv").write_text("x")
    loaded = load(folder)
    assert not loaded.faults
    assert {table: len(rows) for table, rows in loaded.rows.items()} == {"subscriptions": 1, "customers": 1}
    assert sum("skipped" in note for note in loaded.notes) == 2


def test_a_file_of_another_name_is_read_by_its_header(tmp_path, load):
    path = tmp_path / "export.csv"
    path.write_text(SUBSCRIPTIONS)
    loaded = load(path)
    assert loaded.only_row["customer_id"] == "a"
    assert any("by its header" in note for note in loaded.notes)


def test_a_file_that_is_no_table_is_a_fault(tmp_path, load):
    path = tmp_path / "export.csv"
    path.write_text("a,b\n1,2\n")
    assert load(path).only_fault.code == "unknown_table"


def test_numbered_parts_are_one_table(tmp_path, load):
    for number in (1, 2):
        (tmp_path / f"subscriptions_{number}.csv").write_text(SUBSCRIPTIONS.replace("a,", f"a{number},"))
    assert len(load(*sorted(tmp_path.glob("*.csv"))).rows["subscriptions"]) == 2


def test_a_path_that_does_not_exist(tmp_path, load):
    (tmp_path / "subscriptions.csv").write_text(SUBSCRIPTIONS)
    fault = load(tmp_path / "subscription.csv").only_fault
    assert fault.code == "no_such_file"
    assert "subscriptions.csv" in fault.hint


def test_a_folder_named_as_a_file(tmp_path, load):
    (tmp_path / "subscriptions.csv").mkdir()
    assert load(tmp_path / "subscriptions.csv").only_fault.code == "is_a_folder"
    assert load(tmp_path).only_fault.code == "is_a_folder"


def test_a_folder_without_files(tmp_path, load):
    (tmp_path / "empty").mkdir()
    assert load(tmp_path / "empty").only_fault.code == "empty_folder"


def test_a_file_that_is_not_what_its_name_says(tmp_path, load):
    (tmp_path / "subscriptions.csv").write_bytes(b"PK\x03\x04rest")
    assert load(tmp_path / "subscriptions.csv").only_fault.code == "wrong_format"
    (tmp_path / "subscriptions.pdf").write_bytes(b"%PDF")
    assert load(tmp_path / "other.pdf").only_fault.code == "no_such_file"


def test_a_mapping_says_which_files_of_a_folder_are_read(tmp_path, load):
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "abo_2025.csv").write_text("kunde,preis,beginn,unsinn\na,1,2025-01-01,x\n")
    (folder / "customers.csv").write_text("customer_id\na\n")
    (folder / "other.csv").write_text(SUBSCRIPTIONS)
    section = FileMapping(
        "abo_*.csv", "subscriptions", columns={"customer_id": "kunde", "unit_amount": "preis", "starts_at": "beginn"}, ignore=("unsinn",)
    )
    loaded = load(folder, mapping=Mapping("abo", (section, FileMapping("not_there.csv", "spend"))))
    assert not loaded.faults
    assert {table: len(rows) for table, rows in loaded.rows.items()} == {"subscriptions": 1, "customers": 1}
    assert "subscriptions" not in loaded.extras
    assert any("other.csv skipped" in note for note in loaded.notes)
    assert any("not_there.csv matches no file" in note for note in loaded.notes)


def test_all_faults_of_a_folder_come_at_once(tmp_path, load):
    (tmp_path / "subscriptions.csv").write_text("customer_id,unit_amount,starts_at\na,x,2025-01-01\nb,1\n")
    (tmp_path / "customers.csv").write_text("name\nAnn\n")
    (tmp_path / "spend.csv").write_bytes(b"")
    (tmp_path / "budget.csv").write_text("month,metric,value\n2025-13,mrr,1\n")
    assert sorted((f.file, f.code) for f in load(tmp_path).faults) == [
        ("budget.csv", "not_a_date"),
        ("customers.csv", "missing_column"),
        ("spend.csv", "empty_file"),
        ("subscriptions.csv", "not_a_number"),
        ("subscriptions.csv", "ragged_row"),
    ]
