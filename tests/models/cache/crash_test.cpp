#include "tests/support/consolefixture.h"

#include <QProcess>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace matoi;
using namespace matoi::domain;

namespace {

const auto summaryId = summaryIdOf(Id<Incident>(Uuid::named("incident")));

/// The other process: types a letter every two milliseconds into a draft and into a summary, and says on its
/// standard output how much of it is at least two seconds old, until it is killed.
int typeUntilKilled(const QString& folder)
{
    auto opened = cache::Cache::open({folder.toStdString(), sync::rebase, nullptr});
    if (!opened)
        return 1;
    const std::unique_ptr<cache::Cache> cache = std::move(*opened);
    auto repositories = cache->repositories();
    const Id<Incident> incident(Uuid::named("incident"));
    if (!repositories.summaries.create(summaryId, {incident, "x"}))
        return 2;
    std::string text = "x";
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly | QIODevice::Unbuffered))
        return 3;
    QTimer typing;
    QObject::connect(&typing, &QTimer::timeout, &typing, [&] {
        const auto seen = *repositories.summaries.find(summaryId);
        text += "x";
        repositories.drafts.setDraft("note", text);
        if (!repositories.summaries.change(seen, {incident, text}))
            QCoreApplication::exit(4);
        QTimer::singleShot(2'000, &typing, [&out, length = text.size()] {
            out.write(QByteArray::number(qulonglong(length)) + '\n');
        });
    });
    typing.start(2);
    return QCoreApplication::exec();
}

} // namespace

class CrashTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasTypedIsThereAfterAKill();
};

void CrashTest::whatWasTypedIsThereAfterAKill()
{
    const QTemporaryDir folder;
    for (int round = 0; round < 3; ++round) {
        const QString file = folder.filePath(QString::number(round));
        QProcess typist;
        typist.start(QCoreApplication::applicationFilePath(), {u"--type-into"_s, file});
        qulonglong promised = 0;
        while (promised < 200u + 50u * static_cast<unsigned>(round)) {
            QVERIFY(typist.waitForReadyRead(30'000));
            while (typist.canReadLine())
                promised = typist.readLine().trimmed().toULongLong();
        }
        typist.kill();
        QVERIFY(typist.waitForFinished());

        auto opened = cache::Cache::open({file.toStdString(), sync::rebase, nullptr});
        QVERIFY(opened);
        const auto draft = (*opened)->repositories().drafts.draft("note");
        QVERIFY(draft);
        QVERIFY(draft->size() >= promised);
        const auto summary = (*opened)->repositories().summaries.find(summaryId);
        QVERIFY(summary);
        QVERIFY(summary->value.text.size() >= promised);
        QCOMPARE((*opened)->repositories().outbox.items().size(), 1u);
        sqlite::Connection connection(file.toStdString() + "/console.sqlite", sqlite::Access::ReadOnly);
        QCOMPARE(connection.text("PRAGMA integrity_check"), std::optional<std::string>("ok"));
    }
}

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (const auto at = arguments.indexOf(u"--type-into"_s); at >= 0)
        return typeUntilKilled(arguments.value(at + 1));
    CrashTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "crash_test.moc"
