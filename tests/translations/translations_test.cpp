#include <QTest>
#include <QTranslator>

class TranslationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothLanguagesAreEmbedded_data();
    void bothLanguagesAreEmbedded();
};

void TranslationsTest::bothLanguagesAreEmbedded_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("language");
    QTest::newRow("Japanese") << QStringLiteral(":/i18n/matoi_ja.qm") << QStringLiteral("ja_JP");
    QTest::newRow("English plurals") << QStringLiteral(":/i18n/matoi_en.qm") << QStringLiteral("en_GB");
}

void TranslationsTest::bothLanguagesAreEmbedded()
{
    QFETCH(QString, file);
    QFETCH(QString, language);
    QTranslator translator;
    QVERIFY(translator.load(file));
    QCOMPARE(translator.language(), language);
}

QTEST_GUILESS_MAIN(TranslationsTest)
#include "translations_test.moc"
