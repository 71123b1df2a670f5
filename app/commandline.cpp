#include "app/commandline.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>

namespace matoi::app {

using namespace Qt::StringLiterals;

std::optional<CommandLine> parseCommandLine(const QStringList& arguments, QString& complaint, QString& help)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"An incident commander's console."_s);
    const QCommandLineOption helpOption({u"h"_s, u"help"_s}, u"Says this."_s);
    const QCommandLineOption backend(u"backend"_s, u"Joins the service at URL instead of starting its own."_s,
                                     u"URL"_s);
    const QCommandLineOption token(u"token-file"_s, u"Signs in with the token in FILE."_s, u"FILE"_s);
    const QCommandLineOption data(u"data"_s, u"Keeps everything in DIR."_s, u"DIR"_s);
    const QCommandLineOption language(u"language"_s, u"en or ja."_s, u"LANGUAGE"_s);
    const QCommandLineOption speed(u"speed"_s, u"drill: this many times faster than life."_s, u"FACTOR"_s);
    const QCommandLineOption pictures(u"pictures"_s, u"drill: saves the screens as PNG in DIR, then ends."_s,
                                      u"DIR"_s);
    const QCommandLineOption log(u"log"_s, u"Opens the one-line logger, over any window."_s);
    parser.addOptions({helpOption, backend, token, data, language, log, speed, pictures});
    parser.addPositionalArgument(u"drill"_s, u"Plays a scripted incident with test channels."_s,
                                 u"[drill]"_s);
    parser.addPositionalArgument(u"link"_s, u"Opens matoi://incident/INC-2041 or …/INC-2041/timeline."_s,
                                 u"[link]"_s);
    if (!parser.parse(arguments)) {
        complaint = parser.errorText();
        return std::nullopt;
    }
    CommandLine out;
    out.help = parser.isSet(helpOption);
    if (out.help) {
        if (QCoreApplication::instance() != nullptr)
            help = parser.helpText();
        return out;
    }
    for (const QString& word : parser.positionalArguments()) {
        if (word == u"drill"_s) {
            out.drill = true;
        } else if (word.startsWith(u"matoi:"_s, Qt::CaseInsensitive)) {
            out.links << word;
        } else {
            complaint =
                u"matoi: “%1” is not a command. There is: drill, or a link as matoi://incident/INC-2041."_s
                    .arg(word);
            return std::nullopt;
        }
    }
    out.log = parser.isSet(log);
    out.backend = QUrl(parser.value(backend), QUrl::StrictMode);
    if (parser.isSet(backend) && (!out.backend.isValid() || (out.backend.scheme() != u"http"_s &&
                                                             out.backend.scheme() != u"https"_s))) {
        complaint = u"matoi: --backend needs an address like https://matoi.example"_s;
        return std::nullopt;
    }
    out.tokenFile = parser.value(token);
    out.data = parser.value(data);
    out.language = parser.value(language);
    out.pictures = parser.value(pictures);
    if (parser.isSet(speed)) {
        bool number = false;
        out.speed = parser.value(speed).toDouble(&number);
        if (!number || out.speed < 0.1 || out.speed > 100) {
            complaint = u"matoi: --speed needs a number from 0.1 to 100"_s;
            return std::nullopt;
        }
    }
    return out;
}

Request requestOf(const CommandLine& options)
{
    return {options.links,
            options.log,
            options.drill,
            options.backend,
            qgetenv("XDG_ACTIVATION_TOKEN"),
            qgetenv("DESKTOP_STARTUP_ID")};
}

} // namespace matoi::app
