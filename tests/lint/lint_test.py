#!/usr/bin/env python3
"""The lint scripts and the translation tool, each against a small tree that breaks its rules."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import includes
import sizes
import style
import tree
from translations import translate

LAYERS = '''set(MATOI_LAYERS
  "models/domain:"
  "models/sqlite: models/domain"
  "models/cache: models/domain models/sqlite"
  "widgets: models/domain"
  "backend/store: models/domain models/sqlite"
  "app: *")
'''


class TreeTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name).resolve()
        self.write("cmake/Layers.cmake", LAYERS)

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def included(self, path, line):
        self.write(path, line + "\n")
        return includes.check(self.root)


class Includes(TreeTest):
    def test_the_real_table_is_read_whole(self):
        layers = includes.read_layers((tree.ROOT / "cmake/Layers.cmake").read_text())
        self.assertEqual(layers["models/domain"], set())
        self.assertIn("models/domain", layers["models/wire"])
        self.assertIsNone(layers["app"])
        self.assertGreater(len(layers), 20)

    def test_a_header_of_a_permitted_layer_passes(self):
        self.assertEqual(self.included("widgets/a.cpp", '#include "models/domain/time.h"'), [])
        self.assertEqual(self.included("app/a.cpp", '#include "models/cache/store.h"'), [])

    def test_a_header_of_a_forbidden_layer_is_named_with_its_line(self):
        found = self.included("widgets/a.cpp", '#pragma once\n#include "models/cache/store.h"')
        self.assertEqual(found, ['widgets/a.cpp:2: widgets may not include models/cache: "models/cache/store.h"'])

    def test_an_include_in_a_comment_is_no_include(self):
        self.assertEqual(self.included("widgets/a.cpp", '// #include "models/cache/store.h"'), [])
        self.assertEqual(self.included("widgets/a.cpp", '/*\n#include "models/cache/store.h"\n*/'), [])

    def test_the_core_is_free_of_qt(self):
        for name in ("QString", "QtCore/QString", "qglobal.h", "qt6keychain/keychain.h"):
            self.assertEqual(len(self.included("models/domain/a.h", f"#include <{name}>")), 1, name)
        self.assertEqual(self.included("models/domain/a.h", "#include <queue>"), [])
        self.assertEqual(len(self.included("backend/store/a.h", "#include <QString>")), 1)

    def test_widgets_reach_neither_the_network_nor_a_database(self):
        for name in ("QNetworkAccessManager", "QTcpSocket", "sqlite3.h", "SQLiteCpp/Database.h", "boost/asio.hpp"):
            self.assertEqual(len(self.included("widgets/a.cpp", f"#include <{name}>")), 1, name)
        self.assertEqual(self.included("widgets/a.cpp", "#include <QDesktopServices>"), [])

    def test_sql_stays_in_the_store_and_the_cache(self):
        statement = 'const char* q = "SELECT id FROM incident";'
        self.assertEqual(len(self.included("widgets/a.cpp", statement)), 1)
        self.assertEqual(self.included("widgets/a.cpp", 'tr("Select one from the list")'), [])
        self.assertEqual(self.included("backend/store/b.cpp", statement), [])

    def test_a_file_outside_every_layer_is_named(self):
        self.assertIn("no layer", self.included("models/stray.cpp", "")[0])

    def test_a_fuzz_target_names_layers_that_exist(self):
        self.assertEqual(self.included("tests/fuzz/a_fuzz.cpp", "// uses: models/domain models/cache"), [])
        found = self.included("tests/fuzz/a_fuzz.cpp", "// uses: models/domian")
        self.assertEqual(found, ["tests/fuzz/a_fuzz.cpp:1: there is no layer models/domian"])

    def test_models_do_not_link_widgets(self):
        self.write("models/cache/CMakeLists.txt", "matoi_library(LAYER models/cache LIBS Qt6::Widgets)\n")
        self.assertEqual(len(includes.check(self.root)), 1)


class Sizes(TreeTest):
    def test_801_lines_fail_and_501_are_named(self):
        self.write("app/long.cpp", "\n" * 801)
        self.write("app/middle.cpp", "\n" * 501)
        self.write("app/short.cpp", "\n" * 500)
        findings, notes = sizes.check(self.root)
        self.assertEqual([len(findings), len(notes)], [1, 1])
        self.assertIn("app/long.cpp", findings[0])


class Style(TreeTest):
    def found(self, path, text):
        self.write(path, text)
        return [f for f in style.check(self.root) if f.startswith(path)]

    def test_nested_event_loops_are_found(self):
        self.assertEqual(len(self.found("widgets/a.cpp", "QEventLoop loop;\n")), 1)
        self.assertEqual(len(self.found("widgets/a.cpp", "dialog.exec();\n")), 1)
        self.assertEqual(len(self.found("widgets/a.cpp", "menu->exec(where);\n")), 1)
        self.assertEqual(len(self.found("models/a.cpp", "QCoreApplication::processEvents();\n")), 1)
        self.assertEqual(self.found("app/main.cpp", "return application.exec();\n"), [])
        self.assertEqual(self.found("tests/a.cpp", "loop.exec();\n"), [])

    def test_what_a_string_or_a_comment_says_is_not_code(self):
        self.assertEqual(self.found("widgets/a.cpp", '// not QEventLoop\ncall("QSettings", R"(x.exec())");\n'), [])

    def test_settings_are_read_in_one_place(self):
        self.assertEqual(len(self.found("widgets/a.cpp", "QSettings s;\n")), 1)
        self.assertEqual(self.found("models/settings/a.cpp", "QSettings s;\n"), [])

    def test_singletons_are_found(self):
        self.assertEqual(len(self.found("models/a.cpp", "static Cache& instance();\n")), 1)

    def test_marks_machine_paths_and_trailing_white_space_are_found(self):
        self.assertEqual(len(self.found("app/a.cpp", "// TO" + "DO later\n")), 1)
        self.assertEqual(self.found("app/a.cpp", 'add("%s later");\n' % "".join(("TO", "DO"))), [])
        self.assertEqual(len(self.found("docs/a.md", "see /ho" + "me/ann/matoi\n")), 1)
        self.assertEqual(self.found("docs/a.md", "see https://example.org/work/of/art\n"), [])
        self.assertEqual(len(self.found("app/a.cpp", "int a; \n")), 1)

    def test_a_header_without_its_guard_is_found(self):
        self.assertEqual(len(self.found("app/a.h", "int a;\n")), 1)
        self.assertEqual(self.found("app/b.h", "#pragma once\nint a;\n"), [])


SOURCE = '''namespace matoi::widgets {
class Sample : public QObject {
    Q_OBJECT
    void show() {
        tr("Cancel");
        tr("%n person(s)", nullptr, 3);
        tr("Open", "the verb");
        tr("Hello %1\\nand %2");
        tr("&Start…");
    }
};
}
'''
COMPLETE = ("# comment\n*\tCancel\tキャンセル\nmatoi::widgets::Sample\t%n person(s)\t%n人\n"
            "matoi::widgets::Sample\tOpen\t開く\tthe verb\n"
            "matoi::widgets::Sample\tHello %1\\nand %2\tこんにちは%1\\nと%2\n"
            "matoi::widgets::Sample\t&Start…\t開始(&S)…\n")
PLURALS = "matoi::widgets::Sample\t%n person(s)\t%n person\t%n people\n"


class Translations(TreeTest):
    def setUp(self):
        super().setUp()
        self.write("widgets/sample.h", SOURCE)
        self.write("translations/parts/sample.tsv", COMPLETE)
        self.write("translations/parts/sample.en.tsv", PLURALS)

    def findings(self):
        return translate.check(self.root, translate.extract(self.root))

    def without(self, word):
        self.write("translations/parts/sample.tsv", "".join(line for line in COMPLETE.splitlines(True) if word not in line))
        return self.findings()

    def test_complete_tables_have_no_findings(self):
        self.assertEqual(self.findings(), [])

    def test_a_class_keeps_its_namespace_in_the_file_that_defines_its_functions(self):
        self.write("widgets/other.h", "namespace matoi::widgets { class Other : public QObject { Q_OBJECT\n"
                                      "public: QString text(); }; }\n")
        self.write("widgets/other.cpp", '#include "widgets/other.h"\nnamespace matoi::widgets {\n'
                                        'QString Other::text() { return tr("Retry"); }\n}\n')
        self.assertEqual(self.findings(), ["widgets/other.cpp:3: matoi::widgets::Other: Retry: "
                                           "no Japanese translation"])

    def test_a_missing_line_is_named_by_place_context_and_source(self):
        self.assertEqual(self.without("person"), ["widgets/sample.h:6: matoi::widgets::Sample: %n person(s): "
                                                  "no Japanese translation"])
        self.assertEqual(len(self.without("Cancel")), 1)

    def test_the_missing_lines_can_be_filled_in(self):
        self.without("Open")
        rows = list(translate.missing(self.root, translate.extract(self.root)))
        self.assertEqual(rows, ["matoi::widgets::Sample\tOpen\t\tthe verb"])

    def test_a_missing_plural_is_found(self):
        self.write("translations/parts/sample.en.tsv", "")
        self.assertIn("no English singular and plural", self.findings()[0])

    def test_a_stale_line_is_found(self):
        self.write("translations/parts/old.tsv", "matoi::Gone\tGone\t無い\n")
        self.assertEqual(self.findings(), ["translations/parts/old.tsv:1: stale, the source no longer has "
                                           "matoi::Gone: Gone"])

    def test_contradicting_lines_are_found_and_equal_ones_are_not(self):
        self.write("translations/parts/z.tsv", "*\tCancel\tキャンセル\n")
        self.assertEqual(self.findings(), [])
        self.write("translations/parts/z.tsv", "*\tCancel\t取消\n")
        self.assertIn("says something else than", self.findings()[0])

    def test_a_lost_placeholder_key_or_ellipsis_is_found(self):
        self.write("translations/parts/sample.tsv", COMPLETE.replace("と%2", "").replace("開始(&S)…", "開始"))
        found = self.findings()
        self.assertEqual(len(found), 3)
        self.assertIn("%1 %2", found[0])

    def test_wording_rules_hold_for_the_source(self):
        self.write("widgets/sample.h", SOURCE.replace('"Cancel"', '"Please cancel - now!"'))
        found = [f for f in self.findings() if "Please" in f]
        self.assertEqual(len(found), 4)

    def test_generated_files_are_accepted_by_lrelease_and_left_alone_when_equal(self):
        translate_tool = tree.ROOT / "translations/tools/translate.py"
        command = [sys.executable, str(translate_tool), "generate", str(self.root / "out"), "--root", str(self.root)]
        subprocess.run(command, check=True)
        japanese = self.root / "out/matoi_ja.ts"
        before = japanese.stat().st_mtime_ns
        subprocess.run(command, check=True)
        self.assertEqual(japanese.stat().st_mtime_ns, before)
        lrelease = pathlib.Path(translate.find_lupdate()).with_name("lrelease")
        for language, count in (("ja", 5), ("en", 1)):
            run = subprocess.run([str(lrelease), str(self.root / f"out/matoi_{language}.ts")], capture_output=True,
                                 text=True, check=True)
            self.assertIn(f"Generated {count} translation", run.stdout)


if __name__ == "__main__":
    unittest.main()
