#include "app/commandline.h"
#include "app/console.h"
#include "app/endsignals.h"
#include "app/paths.h"
#include "app/singleinstance.h"

#include <QtCore/QTextStream>
#include <QtWidgets/QApplication>

namespace {

using matoi::app::CommandLine;
using matoi::app::SingleInstance;
using namespace Qt::StringLiterals;

int end(int code, const QString& text)
{
    QTextStream(code == 0 ? stdout : stderr) << text << Qt::endl;
    return code;
}

/// A code to end with, when a console runs already and has been told.
std::optional<int> handOver(SingleInstance& instance, const CommandLine& options)
{
    using Kind = SingleInstance::Outcome::Kind;
    if (instance.take())
        return std::nullopt;
    if (!options.pictures.isEmpty())
        return end(
            2, u"matoi: Matoi runs already on this folder; --pictures needs one of its own: --data DIR"_s);
    const auto outcome = instance.handOver(matoi::app::requestOf(options));
    switch (outcome.kind) {
    case Kind::Gone: return std::nullopt;
    case Kind::Refused:
    case Kind::Silent: return end(1, u"matoi: "_s + outcome.text);
    case Kind::Done: break;
    }
    if (!options.language.isEmpty() || !options.tokenFile.isEmpty())
        end(1, u"matoi: it runs already; --language and --token-file hold from its next start only."_s);
    return 0;
}

} // namespace

int main(int argc, char* argv[])
{
    QStringList words;
    for (int i = 0; i < argc; ++i)
        words << QString::fromLocal8Bit(argv[i]);
    QString complaint;
    QString help;
    std::unique_ptr<SingleInstance> instance;
    // A start that only hands something over is quick: it makes no application. What is not understood here
    // may be Qt's own, which the application takes out.
    if (const auto early = matoi::app::parseCommandLine(words, complaint, help); early && !early->help) {
        instance = std::make_unique<SingleInstance>(matoi::app::dataFolder(early->data));
        if (const auto code = handOver(*instance, *early))
            return *code;
    }

    QApplication application(argc, argv);
    QApplication::setApplicationName(u"Matoi"_s);
    QApplication::setApplicationVersion(QStringLiteral(MATOI_VERSION));
    QApplication::setDesktopFileName(u"org.matoi.Matoi"_s);
    const auto options = matoi::app::parseCommandLine(QApplication::arguments(), complaint, help);
    if (!options)
        return end(2, complaint);
    if (options->help)
        return end(0, help);
    if (!instance) {
        instance = std::make_unique<SingleInstance>(matoi::app::dataFolder(options->data));
        if (const auto code = handOver(*instance, *options))
            return *code;
    }
    matoi::app::Console console(application, *options);
    if (!instance->listen([&console](const matoi::app::Request& request) { return console.open(request); }))
        qWarning("matoi: no socket can be made: a second start will not find this one");
    if (const auto started = console.start(); !started)
        return end(1, u"matoi: "_s + QString::fromStdString(started.error().detail));
    const matoi::app::EndSignals ends([] { QApplication::quit(); });
    const int code = QApplication::exec();
    return console.exitCode() != 0 ? console.exitCode() : code;
}
