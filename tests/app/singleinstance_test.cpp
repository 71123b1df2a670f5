#include "app/singleinstance.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <thread>

using namespace matoi;
using namespace Qt::StringLiterals;
using app::Request;
using app::SingleInstance;
using Kind = SingleInstance::Outcome::Kind;

namespace {

constexpr int patience = 30'000;

/// A second start of the program, which waits as a process without a window does.
class LaterStart
{
public:
    LaterStart(const QString& folder, const Request& request, int waits = patience)
        : m_thread([this, folder, request, waits] {
            SingleInstance later(folder);
            m_first = later.take();
            if (!m_first)
                m_outcome = later.handOver(request, waits);
            m_done = true;
        })
    {}
    ~LaterStart() { m_thread.join(); }

    bool isFirst() const { return m_first; }
    bool done() const { return m_done; }
    const SingleInstance::Outcome& outcome() const { return m_outcome; }

private:
    std::atomic<bool> m_first = false;
    std::atomic<bool> m_done = false;
    SingleInstance::Outcome m_outcome;
    std::thread m_thread;
};

} // namespace

class SingleInstanceTest final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void aLaterStartHandsOverWhatItWasStartedFor()
    {
        const Request wanted{{u"matoi://incident/INC-2041/timeline"_s, u"matoi:何か\n"_s},
                             true,
                             false,
                             QUrl(u"https://matoi.hinode.example"_s),
                             "token-1",
                             "terminal-7_TIME42"};
        SingleInstance first(m_folder->path());
        QVERIFY(first.take());
        std::optional<Request> heard;
        QVERIFY(first.listen([&](const Request& request) {
            heard = request;
            return QString();
        }));
        const LaterStart later(m_folder->path(), wanted);
        QTRY_VERIFY_WITH_TIMEOUT(later.done(), patience);
        QVERIFY(!later.isFirst());
        QCOMPARE(later.outcome().kind, Kind::Done);
        QVERIFY(heard == wanted);
    }

    void whatTheFirstWillNotDoIsToldToTheLater()
    {
        SingleInstance first(m_folder->path());
        QVERIFY(first.take());
        QVERIFY(first.listen([](const Request&) { return u"It is another service."_s; }));
        const LaterStart later(m_folder->path(), {});
        QTRY_VERIFY_WITH_TIMEOUT(later.done(), patience);
        QCOMPARE(later.outcome().kind, Kind::Refused);
        QCOMPARE(later.outcome().text, u"It is another service."_s);
    }

    void whatACrashLeftBehindIsNotBelieved()
    {
        const QString dead = m_folder->filePath(u"socket"_s);
        {
            QFile lock(m_folder->filePath(u"console.lock"_s));
            QVERIFY(lock.open(QIODevice::WriteOnly));
            lock.write(dead.toUtf8() + '\n');
            QFile socket(dead);
            QVERIFY(socket.open(QIODevice::WriteOnly));
        }
        SingleInstance first(m_folder->path());
        QVERIFY(first.take());
        QVERIFY(first.listen([](const Request&) { return QString(); }));
        const LaterStart later(m_folder->path(), {});
        QTRY_VERIFY_WITH_TIMEOUT(later.done(), patience);
        QCOMPARE(later.outcome().kind, Kind::Done);
    }

    void aLaterStartTakesThePlaceOfOneThatEndsMeanwhile()
    {
        auto first = std::make_unique<SingleInstance>(m_folder->path());
        QVERIFY(first->take()); // and does not listen yet
        const LaterStart later(m_folder->path(), {});
        QTest::qWait(0);
        first.reset();
        QTRY_VERIFY_WITH_TIMEOUT(later.done(), patience);
        QVERIFY(later.isFirst() || later.outcome().kind == Kind::Gone);
    }

    void oneThatDoesNotAnswerIsTold()
    {
        SingleInstance first(m_folder->path());
        QVERIFY(first.take());
        const LaterStart later(m_folder->path(), {}, 50);
        QTRY_VERIFY_WITH_TIMEOUT(later.done(), patience);
        QCOMPARE(later.outcome().kind, Kind::Silent);
        QVERIFY(later.outcome().text.contains(m_folder->path()));
    }

    void twoFoldersAreTwoConsoles()
    {
        const QTemporaryDir other;
        SingleInstance one(m_folder->path());
        SingleInstance two(other.path());
        QVERIFY(one.take());
        QVERIFY(two.take());
        QVERIFY(one.listen([](const Request&) { return QString(); }));
        QVERIFY(two.listen([](const Request&) { return QString(); }));
    }

    void aMessageThatIsNoneIsRefused()
    {
        QVERIFY(!app::requestFrom("{}"));
        QVERIFY(!app::requestFrom("[1,2]"));
        QVERIFY(!app::requestFrom("GET / HTTP/1.1\r\n"));
        QVERIFY(!app::requestFrom(R"({"matoi":2,"links":[]})"));
        QVERIFY(!app::complaintFrom(""));
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(SingleInstanceTest)
#include "singleinstance_test.moc"
