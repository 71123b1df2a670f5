#include "app/person.h"

#include <QtTest/QTest>

using namespace matoi::app;
using namespace Qt::StringLiterals;

class PersonTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLoginBecomesAnAlias_data()
    {
        QTest::addColumn<QString>("login");
        QTest::addColumn<QString>("alias");
        QTest::newRow("plain") << u"misaki"_s << u"misaki"_s;
        QTest::newRow("domain") << u"Misaki.Sato@HINODE"_s << u"misaki-sato-hinode"_s;
        QTest::newRow("not Latin") << u"佐藤"_s << u"me"_s;
        QTest::newRow("edges") << u"..sato.."_s << u"sato"_s;
        QTest::newRow("none") << QString() << u"me"_s;
        QTest::newRow("long") << QString(200, u'a') << QString(80, u'a');
    }
    void aLoginBecomesAnAlias()
    {
        QFETCH(QString, login);
        QFETCH(QString, alias);
        QCOMPARE(aliasOf(login), alias);
    }
    void theSystemKnowsSomebody() { QVERIFY(!systemPerson().alias.isEmpty()); }
};

QTEST_GUILESS_MAIN(PersonTest)
#include "person_test.moc"
