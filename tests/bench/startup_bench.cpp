#include "app/paths.h"
#include "tests/bench/filledcache.h"
#include "tests/support/notificationserver.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFile>
#include <QtCore/QProcess>
#include <QtCore/QRegularExpression>
#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>
#include <vector>

/// From the start of the process to the first painted frame, and to the one that has the open tab too: matoi
/// on a local copy of 10,000 incidents and 1,000,000 events, and in turns with it a program that shows one
/// bare Qt window. Then the memory of both, beside headless Chromium with a trivial page.
///   bench_startup [incidents, 10000] [events of one, 100] [folder, kept when it is given]
namespace {

using namespace matoi;
using namespace Qt::StringLiterals;

constexpr int rounds = 11;
constexpr int patience = 60'000;
/// Nobody answers there: what is measured needs no service.
const QUrl service(u"http://127.0.0.1:9"_s);

struct Start
{
    double frame = -1; ///< ms
    double whole = -1; ///< ms; only of matoi
    double memory = 0; ///< PSS in MiB, two seconds later; only when it was asked for
};

double pssOf(qint64 process)
{
    QFile file(u"/proc/%1/smaps_rollup"_s.arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    static const QRegularExpression line(u"\\nPss:\\s+(\\d+) kB"_s);
    return line.match(QString::fromLatin1(file.readAll())).captured(1).toDouble() / 1024;
}

/// Until it says `last`.
Start start(const QString& program, const QStringList& arguments, const char* last, bool memory)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"MATOI_TELL_FRAMES"_s, u"1"_s);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::MergedChannels);
    QElapsedTimer timer;
    timer.start();
    process.start(program, arguments);
    Start result;
    QByteArray said;
    while (!said.contains(last) && process.waitForReadyRead(patience)) {
        const double now = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        said += process.readAll();
        if (result.frame < 0 && said.contains("first frame"))
            result.frame = now;
        if (said.contains("whole window"))
            result.whole = now;
    }
    if (memory) {
        std::this_thread::sleep_for(std::chrono::seconds(2));
        result.memory = pssOf(process.processId());
    }
    process.kill();
    process.waitForFinished();
    return result;
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double chromium()
{
    QProcess process;
    process.start(u"/usr/bin/python3"_s,
                  {QStringLiteral(MATOI_SOURCE) + u"/tests/bench/web/chromium.py"_s, u"memory"_s});
    if (!process.waitForFinished(240'000) || process.exitCode() != 0)
        return 0;
    return process.readAllStandardOutput().trimmed().toDouble();
}

void print(const char* what, std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    std::printf("%-34s median %7.0f   least %7.0f   worst %7.0f ms\n", what, median(values), values.front(),
                values.back());
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const int incidents = words.size() > 1 ? words[1].toInt() : 10'000;
    const int events = words.size() > 2 ? words[2].toInt() : 100;
    const QTemporaryDir temporary(QDir::currentPath() + u"/bench-startup-XXXXXX"_s);
    const QString data = words.size() > 3 ? QDir(words[3]).absolutePath() : temporary.path();
    const QString folder = app::cacheFolder(data, service);
    QDir().mkpath(folder);
    const QString file = folder + u"/console.sqlite"_s;
    if (!QFile::exists(file))
        bench::fillCache(file.toStdString(), incidents, events);

    // Every desktop has a session bus. Where none is, the first to ask starts one, and pays for it.
    const test::PrivateBus bus;
    const QString beside = QCoreApplication::applicationDirPath();
    const QString tokenFile = data + u"/token"_s;
    if (QFile token(tokenFile); token.open(QIODevice::WriteOnly))
        token.write("nobody-asks-for-it\n");
    const QStringList arguments{u"--data"_s,       data,      u"--backend"_s,  service.toString(),
                                u"--token-file"_s, tokenFile, u"--language"_s, u"en"_s};
    std::vector<double> matoi;
    std::vector<double> whole;
    std::vector<double> bare;
    Start last;
    Start lastBare;
    // The first of each fills the file cache and is not counted.
    for (int round = 0; round <= rounds; ++round) {
        last = start(beside + u"/matoi"_s, arguments, "whole window", round == rounds);
        lastBare = start(beside + u"/barewindow"_s, {}, "first frame", round == rounds);
        if (last.frame < 0 || last.whole < 0 || lastBare.frame < 0) {
            std::printf("a program did not show a frame\n");
            return 1;
        }
        if (round > 0) {
            matoi.push_back(last.frame);
            whole.push_back(last.whole);
            bare.push_back(lastBare.frame);
        }
    }
    std::printf("start to the first frame, %d incidents, %d events, file %.0f MB\n", incidents,
                incidents * events, static_cast<double>(QFile(file).size()) / 1e6);
    print("matoi", matoi);
    print("matoi, with the open tab", whole);
    print("a bare Qt window", bare);
    std::printf("%-34s %.2f times, with the open tab %.2f times\n", "matoi to the bare window",
                median(matoi) / median(bare), median(whole) / median(bare));
    const double web = chromium();
    std::printf("memory: matoi %.0f MiB, a bare Qt window %.0f MiB, Chromium with a trivial page %s\n",
                last.memory, lastBare.memory,
                web > 0 ? qPrintable(u"%1 MiB"_s.arg(web, 0, 'f', 0)) : "not measured");
    return 0;
}
