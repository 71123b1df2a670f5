#include "models/settings/settings.h"

#include <QFile>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace matoi::settings;

class SettingsTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasSetIsThereAtTheNextStart();
    void aChangeIsToldOnceAndNoChangeNotAtAll();
    void keysOfAnotherVersionStay();
    void whatIsNotUnderstoodHasItsDefault();
    void aFileThatCannotBeWrittenIsToldAndTheValueHolds();
    void aValueSaysWhereItComesFrom();
    void whatAStrongerSourceGivesHoldsAndIsNotWritten();
    void resettingAndUndoingLeaveTheFileAsItWas();
    void quietHoursGoOverMidnight();

private:
    static void write(const QString& file, const QByteArray& text);
};

void SettingsTest::write(const QString& file, const QByteArray& text)
{
    QFile out(file);
    QVERIFY(out.open(QIODevice::WriteOnly));
    out.write(text);
}

void SettingsTest::whatWasSetIsThereAtTheNextStart()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"config/matoi.conf"_s);
    Values wanted;
    wanted.theme = ThemeMode::Light;
    wanted.textScalePercent = 150;
    wanted.language = Language::Japanese;
    wanted.timeZone = u"Asia/Tokyo"_s;
    wanted.windowGeometry = QByteArray("\x01\x00\xff@,;", 6);
    wanted.windowState = "state";
    wanted.lastIncident = u"0b8e6a0e-6f0b-4f5e-9c38-0a4a5c3a7c11"_s;
    wanted.otherWindows = {u"|AAA=|BBB="_s, u"||"_s};
    wanted.singleLetterKeys = false;
    wanted.showKeys = ShowKeys::Always;
    wanted.pageSound = PageSound::Alarm;
    wanted.tellUpdateDue = false;
    wanted.tellNewIncident = true;
    wanted.quietHours = {22 * 60, 7 * 60 + 30};
    wanted.closeToTray = false;
    wanted.trayExplained = true;
    wanted.logFromAnyWindow = true;
    wanted.logKey = u"Ctrl+Alt+Space"_s;
    wanted.backend = QUrl(u"https://matoi.example.org/team"_s);
    wanted.personName = u"佐藤 美咲"_s;
    QVERIFY(Settings(file).update([&](Values& values) { values = wanted; }));
    QVERIFY(Settings(file).values() == wanted);
}

void SettingsTest::aChangeIsToldOnceAndNoChangeNotAtAll()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"matoi.conf"_s));
    int told = 0;
    connect(&settings, &Settings::changed, this, [&](const Values& values) {
        ++told;
        QCOMPARE(values.theme, ThemeMode::Dark);
    });
    settings.update([](Values& values) { values.theme = ThemeMode::Dark; });
    settings.update([](Values& values) { values.theme = ThemeMode::Dark; });
    QCOMPARE(told, 1);
}

void SettingsTest::keysOfAnotherVersionStay()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"matoi.conf"_s);
    write(file, "[future]\nthing=kept\n[appearance]\ntheme=dark\n");
    Settings settings(file);
    QCOMPARE(settings.values().theme, ThemeMode::Dark);
    settings.update([](Values& values) { values.theme = ThemeMode::Light; });
    const QSettings stored(file, QSettings::IniFormat);
    QCOMPARE(stored.value("future/thing"_L1).toString(), u"kept"_s);
    QCOMPARE(stored.value("appearance/theme"_L1).toString(), u"light"_s);
}

void SettingsTest::whatIsNotUnderstoodHasItsDefault()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"matoi.conf"_s);
    write(file, "[appearance]\ntheme=plaid\ntextScalePercent=5000\nlanguage=tlh\ntimeZone=Moon/Base\n"
                "[window]\nlastIncident=none\n[keyboard]\nsingleLetterKeys=maybe\n"
                "[notifications]\npageSound=trumpet\nquietHours=25:00-7\n");
    const Settings settings(file);
    Values expected;
    expected.textScalePercent = Settings::kLargestTextScale;
    QVERIFY(settings.values() == expected);
}

void SettingsTest::aFileThatCannotBeWrittenIsToldAndTheValueHolds()
{
    const QTemporaryDir folder;
    write(folder.filePath(u"file"_s), "in the way of a folder");
    Settings settings(folder.filePath(u"file/matoi.conf"_s));
    QVERIFY(!settings.update([](Values& values) { values.theme = ThemeMode::Dark; }));
    QCOMPARE(settings.values().theme, ThemeMode::Dark);
}

void SettingsTest::aValueSaysWhereItComesFrom()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"matoi.conf"_s));
    QCOMPARE(settings.origin(Key::Theme).source, Source::Default);
    settings.update([](Values& values) { values.theme = ThemeMode::Light; });
    QCOMPARE(settings.origin(Key::Theme).source, Source::File);
    QCOMPARE(settings.origin(Key::Theme).name, settings.file());
    QCOMPARE(Settings(settings.file()).origin(Key::Theme).source, Source::File);
    QCOMPARE(settings.origin(Key::TextScale).source, Source::Default);
}

void SettingsTest::whatAStrongerSourceGivesHoldsAndIsNotWritten()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"matoi.conf"_s));
    settings.setStronger(Key::Language, {Source::CommandLine, u"--language"_s}, u"ja"_s);
    settings.setStronger(Key::Language, {Source::Environment, u"MATOI_LANGUAGE"_s}, u"en"_s);
    QCOMPARE(settings.effective().language, Language::Japanese);
    QCOMPARE(settings.values().language, Language::System);
    QCOMPARE(settings.origin(Key::Language).name, u"--language"_s);
    QVERIFY(!settings.isEditable(Key::Language));
    settings.update([](Values& values) { values.theme = ThemeMode::Dark; });
    QCOMPARE(Settings(settings.file()).values().language, Language::System);
}

void SettingsTest::quietHoursGoOverMidnight()
{
    const QuietHours night = QuietHours::parse(u"22:00-07:00"_s);
    QVERIFY(night.holdsAt(23 * 60));
    QVERIFY(night.holdsAt(0));
    QVERIFY(!night.holdsAt(7 * 60));
    QVERIFY(!night.holdsAt(12 * 60));
    const QuietHours lunch = QuietHours::parse(u"12:00-13:00"_s);
    QVERIFY(lunch.holdsAt(12 * 60 + 59));
    QVERIFY(!lunch.holdsAt(23 * 60));
    QVERIFY(!QuietHours().holdsAt(0));
    QVERIFY(!QuietHours::parse(u"whenever"_s).isSet());
}

void SettingsTest::resettingAndUndoingLeaveTheFileAsItWas()
{
    const QTemporaryDir folder;
    Settings settings(folder.filePath(u"matoi.conf"_s));
    QVERIFY(!settings.canUndo());
    settings.update([](Values& values) { values.textScalePercent = 125; });
    settings.update([](Values& values) { values.textScalePercent = 150; });
    QVERIFY(settings.reset(Key::TextScale));
    QCOMPARE(settings.values().textScalePercent, 100);
    QCOMPARE(settings.origin(Key::TextScale).source, Source::Default);
    QVERIFY(settings.undo());
    QCOMPARE(Settings(settings.file()).values().textScalePercent, 150);
    QVERIFY(settings.undo());
    QCOMPARE(settings.values().textScalePercent, 125);
    QVERIFY(settings.undo());
    QCOMPARE(Settings(settings.file()).origin(Key::TextScale).source, Source::Default);
    QVERIFY(!settings.canUndo());
    // Another place for the incidents is not taken back by writing the old one.
    settings.update([](Values& values) { values.backend = QUrl(u"https://matoi.example"_s); });
    QVERIFY(!settings.canUndo());
}

QTEST_GUILESS_MAIN(SettingsTest)
#include "settings_test.moc"
