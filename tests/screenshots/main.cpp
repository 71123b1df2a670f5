#include "tests/screenshots/compare.h"
#include "tests/screenshots/screens.h"

#include <QtCore/QCommandLineParser>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QHash>
#include <QtGui/QFontDatabase>
#include <QtWidgets/QApplication>

#include <cstdio>
#include <cstdlib>

// Every screen, in every look, in its states: written, looked over for what a machine can see, and compared
// with the pictures that a person has approved. docs/testing.md says how it is used.

using namespace matoi::test;
using namespace Qt::StringLiterals;

namespace {

struct Options
{
    QString writeTo;
    QString gallery;
    bool approve = false;
    bool compare = true;
    QStringList filters;
    QString look;
};

void say(const QString& line)
{
    std::fprintf(stderr, "%s\n", qPrintable(line));
}

/// The states are for colours and for the most room that words can take; every look has the usual one.
bool isRendered(const Look& look, State state)
{
    return state == State::Usual || look.name() == u"dark-en-100"_s || look.name() == u"light-ja-150"_s;
}

/// Approved are so many looks that every pair of theme, language and size is among them, and the states in
/// one.
bool isApproved(const Look& look, State state)
{
    if (state != State::Usual)
        return look.name() == u"dark-en-100"_s;
    const int odd = (look.light ? 1 : 0) + (look.japanese ? 1 : 0) + (look.percent > 100 ? 1 : 0);
    return odd % 2 == 0;
}

/// What docs/gallery.md and the README show, and how it is called there.
QString inGallery(const QString& name)
{
    static const QHash<QString, QString> pictures{
        {u"dark-en-100/overview"_s, u"overview"_s},
        {u"light-ja-100/overview"_s, u"overview-ja"_s},
        {u"dark-en-100/overview-1024"_s, u"overview-1024"_s},
        {u"light-en-150/overview"_s, u"overview-150"_s},
        {u"dark-en-100/overview-offline"_s, u"overview-offline"_s},
        {u"dark-en-100/overview-conflict"_s, u"conflict"_s},
        {u"dark-en-100/incidents"_s, u"incidents"_s},
        {u"light-en-100/incidents-search"_s, u"incidents-search"_s},
        {u"dark-en-100/start"_s, u"start"_s},
        {u"dark-en-100/start-offline"_s, u"start-offline"_s},
        {u"dark-en-100/cockpit"_s, u"cockpit"_s},
        {u"dark-en-100/handover"_s, u"handover"_s},
        {u"light-en-100/handover-accept"_s, u"handover-accept"_s},
        {u"dark-en-100/metrics"_s, u"metrics"_s},
        {u"dark-en-100/metrics-error"_s, u"metrics-error"_s},
        {u"dark-en-100/timeline"_s, u"timeline"_s},
        {u"light-ja-100/timeline"_s, u"timeline-ja"_s},
        {u"dark-en-100/contacts"_s, u"contacts"_s},
        {u"dark-en-100/contacts-offline"_s, u"contacts-offline"_s},
        {u"light-en-100/analysis"_s, u"analysis"_s},
        {u"dark-en-100/palette"_s, u"palette"_s},
        {u"light-en-100/settings"_s, u"settings"_s},
        {u"dark-en-100/firstrun"_s, u"firstrun"_s},
        {u"light-ja-100/firstrun-team"_s, u"firstrun-ja"_s},
    };
    return pictures.value(name);
}

/// What Qt warns of is a fault, but for what this platform cannot do.
QStringList warnings;
void keepWarning(QtMsgType type, const QMessageLogContext&, const QString& text)
{
    if (type == QtFatalMsg) {
        say(text);
        std::abort();
    }
    if (type != QtDebugMsg && type != QtInfoMsg && !text.startsWith(u"This plugin does not support"_s))
        warnings << text;
}

class Run
{
public:
    explicit Run(Options options)
        : m_options(std::move(options))
    {}

    int everything()
    {
        for (const Look& look : Look::all())
            for (const Screen& screen : screens()) {
                one(screen, look, State::Usual);
                for (const State state : screen.states)
                    one(screen, look, state);
            }
        if (m_shown == 0) {
            say(u"no screen of that name; there are:"_s);
            for (const Screen& screen : screens())
                say(u"  "_s + screen.name);
            return 2;
        }
        report();
        return m_different.isEmpty() && m_faults.isEmpty() ? 0 : 1;
    }

private:
    /// Approving needs only what is approved; everything else has been looked over by the tests.
    bool isNeeded(const Look& look, State state) const
    {
        const bool written = !m_options.writeTo.isEmpty() || !m_options.gallery.isEmpty();
        return isRendered(look, state) && (!m_options.approve || written || isApproved(look, state));
    }

    bool isWanted(const QString& name) const
    {
        return m_options.filters.isEmpty() ||
               std::any_of(m_options.filters.begin(), m_options.filters.end(),
                           [&](const QString& filter) { return name.contains(filter); });
    }

    void one(const Screen& screen, const Look& look, State state)
    {
        const QString plain = state == State::Usual ? screen.name : screen.name + u'-' + nameOf(state);
        const QString name = look.name() + u'/' + plain;
        if (!look.name().contains(m_options.look) || !isNeeded(look, state) || !isWanted(name))
            return;
        ++m_shown;
        warnings.clear();
        Stage stage(look, state);
        screen.open(stage);
        const QImage image = stage.picture();
        for (const QString& fault : stage.faults() + warnings)
            m_faults << name + u": "_s + fault;
        if (!m_options.writeTo.isEmpty())
            write(image, QDir(m_options.writeTo).filePath(name + u".png"_s));
        if (const QString shown = inGallery(name); !shown.isEmpty() && !m_options.gallery.isEmpty())
            write(inFewColours(image), QDir(m_options.gallery).filePath(shown + u".png"_s));
        const QString kept = QStringLiteral(MATOI_APPROVED "/") + name + u".png"_s;
        if (!isApproved(look, state))
            return;
        if (m_options.approve)
            approve(image, kept);
        else if (m_options.compare)
            hold(name, image, kept);
    }

    /// Unchanged pictures stay the files that they are.
    void approve(const QImage& image, const QString& file)
    {
        const QImage before(file);
        const QImage now = approvedForm(image);
        if (before.convertToFormat(QImage::Format_RGB32) == now.convertToFormat(QImage::Format_RGB32))
            return;
        if (!before.isNull()) {
            const Difference difference = compare(image, before);
            if (difference.same && difference.worst < 4) // one of another size has no worst block
                return;
        }
        write(now, file);
        ++m_approved;
    }

    void hold(const QString& name, const QImage& image, const QString& file)
    {
        const QImage approved(file);
        if (approved.isNull()) {
            m_different << name + u": nobody has approved a picture of it"_s;
            return;
        }
        const Difference difference = compare(image, approved);
        if (difference.same)
            return;
        const QString beside = QStringLiteral(MATOI_FAILED "/") + name + u".png"_s;
        write(sideBySide(image, approved, difference), beside);
        m_different << u"%1: %2; actual, approved and what differs: %3"_s.arg(name, difference.reason,
                                                                              beside);
    }

    static void write(const QImage& image, const QString& file)
    {
        QDir().mkpath(QFileInfo(file).path());
        if (!image.save(file, "PNG", 0)) // 0: as small as can be
            qFatal("cannot write %s", qPrintable(file));
    }

    void report() const
    {
        for (const QString& fault : m_faults)
            say(u"fault: "_s + fault);
        for (const QString& different : m_different)
            say(u"different: "_s + different);
        if (!m_different.isEmpty())
            say(u"When that is as it should be:  ./dev screens --approve %1"_s.arg(
                m_different.size() == 1 ? m_different.front().section(u':', 0, 0) : QString()));
        say(u"%1 pictures, %2 faults, %3 different from what is approved%4"_s.arg(m_shown)
                .arg(m_faults.size())
                .arg(m_different.size())
                .arg(m_options.approve ? u", %1 newly approved"_s.arg(m_approved) : QString()));
    }

    Options m_options;
    int m_shown = 0;
    int m_approved = 0;
    QStringList m_faults;
    QStringList m_different;
};

Options optionsOf(const QStringList& arguments)
{
    QCommandLineParser parser;
    const QCommandLineOption writeTo(u"write"_s, u"Writes every picture in its full size to DIR."_s,
                                     u"DIR"_s);
    const QCommandLineOption gallery(u"gallery"_s, u"Writes those of docs/gallery.md to DIR."_s, u"DIR"_s);
    const QCommandLineOption approve(u"approve"_s, u"Keeps the pictures as the approved ones."_s);
    const QCommandLineOption without(u"no-compare"_s, u"Does not hold them against the approved ones."_s);
    const QCommandLineOption look(u"look"_s, u"Only looks with LOOK in their name: dark-en, 150."_s,
                                  u"LOOK"_s);
    parser.addOptions({writeTo, gallery, approve, without, look});
    parser.addPositionalArgument(u"filter"_s, u"Parts of names: contacts, dark-en-100/overview."_s);
    parser.addHelpOption();
    QStringList full{u"screens"_s};
    full << arguments.sliced(1);
    parser.process(full);
    return {parser.value(writeTo),  parser.value(gallery),        parser.isSet(approve),
            !parser.isSet(without), parser.positionalArguments(), parser.value(look)};
}

/// One desktop for everybody who renders: the screen's size and resolution, and how glyphs are drawn.
void standardDesktop()
{
    qputenv("QT_QPA_PLATFORM", "offscreen:configfile=" MATOI_SCREENSHOTS "/screen.json");
    if (!qEnvironmentVariableIsSet("MATOI_FONTS"))
        qputenv("FONTCONFIG_FILE", MATOI_SCREENSHOTS "/fonts.conf");
    else
        qputenv("FONTCONFIG_FILE", qgetenv("MATOI_FONTS"));
    qputenv("QT_SCALE_FACTOR", "1");
    qputenv("QT_FONT_DPI", "96");
}

} // namespace

int main(int argc, char** argv)
{
    standardDesktop();
    qInstallMessageHandler(keepWarning);
    QApplication app(argc, argv);
    QApplication::setCursorFlashTime(0);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    const Options options = optionsOf(app.arguments());
    if (!QFontDatabase::families(QFontDatabase::Japanese).contains(u"Noto Sans CJK JP"_s)) {
        say(u"The Japanese font is missing: ./dev setup installs it (fonts-noto-cjk)."_s);
        return 2;
    }
    return Run(options).everything();
}
