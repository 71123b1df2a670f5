#include "app/embeddedservice.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

#include <csignal>

using namespace matoi::app;
using namespace Qt::StringLiterals;

/// The console's own service, played by a script that says where it listens, talks on its standard error, and
/// ends with its standard input.
class EmbeddedServiceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_folder.isValid());
        QFile script(m_folder.filePath(u"matoid"_s));
        QVERIFY(script.open(QIODevice::WriteOnly));
        script.write("#!/bin/sh\n"
                     "echo $$ >>\"$3/pids\"\n"
                     "if [ -e \"$3/broken\" ]; then echo 'the store is damaged' >&2; exit 3; fi\n"
                     "head -c 300000 /dev/zero | tr '\\0' e >&2\n"
                     "echo 'and the last words' >&2\n"
                     "echo \"matoid listening on http://127.0.0.1:$$\"\n"
                     "cat >/dev/null\n");
        script.close();
        QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        qputenv("PATH", m_folder.path().toUtf8() + ":" + qgetenv("PATH"));
    }

    void aServiceThatIsKilledIsStartedAgainUnderItsNewAddress()
    {
        EmbeddedService service(m_folder.filePath(u"data"_s));
        const QSignalSpy ready(&service, &EmbeddedService::ready);
        const QSignalSpy ended(&service, &EmbeddedService::ended);
        service.start();
        QTRY_COMPARE(ready.size(), 1);
        QCOMPARE(::kill(pids().last().toInt(), SIGKILL), 0);
        QTRY_COMPARE(ended.size(), 1);
        QVERIFY2(ended.first().first().toString().endsWith(u"and the last words"_s), "why it ended, perhaps");
        QVERIFY(ended.first().first().toString().size() <= 4096);
        QTRY_COMPARE(ready.size(), 2);
        QVERIFY(ready.at(0).first() != ready.at(1).first());
        service.stop();
        QVERIFY2(::kill(pids().last().toInt(), 0) != 0, "it is gone with the console");
        QCOMPARE(ended.size(), 1);
    }

    void aServiceThatCannotBeginSaysWhyAndIsTriedAgain()
    {
        const QString data = m_folder.filePath(u"other"_s);
        EmbeddedService service(data);
        QFile broken(data + u"/broken"_s);
        QVERIFY(broken.open(QIODevice::WriteOnly));
        const QSignalSpy ready(&service, &EmbeddedService::ready);
        const QSignalSpy failed(&service, &EmbeddedService::failed);
        service.start();
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().toString(), u"the store is damaged"_s);
        broken.remove();
        QTRY_COMPARE(ready.size(), 1);
    }

private:
    QStringList pids() const
    {
        QFile file(m_folder.filePath(u"data/pids"_s));
        return file.open(QIODevice::ReadOnly)
                   ? QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)
                   : QStringList{u"0"_s};
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(EmbeddedServiceTest)
#include "embeddedservice_test.moc"
