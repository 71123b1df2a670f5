#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <QVariant>

#include <functional>
#include <map>
#include <vector>

namespace matoi::settings {

enum class ThemeMode
{
    System,
    Dark,
    Light
};

enum class Language
{
    System,
    English,
    Japanese
};

/// When buttons show their keys.
enum class ShowKeys
{
    OnAlt, ///< while Alt is held
    Always
};

/// What a page for the person here sounds like, by the names of the desktop's sound theme.
enum class PageSound
{
    Ring,
    Alarm,
    Bell,
    Silent
};

/// From and to as minutes of the day; over midnight when `to` is the smaller.
struct QuietHours
{
    int from = 0;
    int to = 0;

    bool isSet() const { return from != to; }
    bool holdsAt(int minuteOfDay) const;
    /// "22:00-07:00"; empty: none.
    static QuietHours parse(const QString& text);
    QString toString() const;
    bool operator==(const QuietHours&) const = default;
};

/// What a person set up on this computer. Secrets are not here: see models/auth.
struct Values
{
    ThemeMode theme = ThemeMode::System;
    int textScalePercent = 100; ///< 100 to 150, as widgets can be laid out
    Language language = Language::System;
    QString timeZone; ///< IANA name; empty: the system's
    QByteArray windowGeometry;
    QByteArray windowState;
    QString lastIncident;         ///< a UUID, or empty
    QStringList otherWindows;     ///< beside the first, each as app/windowstate writes it
    QStringList incidentViews;    ///< searches that were saved, each as name, line break, filters
    bool singleLetterKeys = true; ///< commands without a modifier, as N for a note
    QUrl backend;                 ///< empty: the console's own service on this computer
    ShowKeys showKeys = ShowKeys::OnAlt;
    PageSound pageSound = PageSound::Ring;
    bool tellUpdateDue = true;    ///< five minutes before an update of an incident that one commands is due
    bool tellNewIncident = false; ///< one that nobody paged the person here for
    QuietHours quietHours;        ///< for that last kind only: what waits for somebody always comes
    bool closeToTray = true;
    bool trayExplained = false; ///< that closing the window did not end the program
    /// Whether a key opens the one-line logger over any window. Not before one wants it: it may be taken from
    /// another program.
    bool logFromAnyWindow = false;
    QString logKey = QStringLiteral("Ctrl+Alt+N"); ///< that key, as QKeySequence writes it to files
    QString personName;                            ///< as which the console's own service knows its user

    bool operator==(const Values&) const = default;
};

/// What a person can change by hand.
enum class Key
{
    Theme,
    TextScale,
    Language,
    TimeZone,
    SingleLetterKeys,
    ShowKeys,
    PageSound,
    TellUpdateDue,
    TellNewIncident,
    QuietHours,
    CloseToTray,
    LogFromAnyWindow,
    LogKey,
    Backend
};

/// Where a value comes from, weakest first.
enum class Source
{
    Default,
    File,
    Environment,
    CommandLine
};

struct Origin
{
    Source source = Source::Default;
    QString name; ///< the file's path, the variable, or the option

    bool operator==(const Origin&) const = default;
};

/// The one file of settings. What it holds beside the values above (of another version) stays in it.
class Settings final : public QObject
{
    Q_OBJECT

public:
    static constexpr int kSmallestTextScale = 100;
    static constexpr int kLargestTextScale = 150;

    /// $XDG_CONFIG_HOME/matoi/matoi.conf
    static QString defaultFile();

    /// What is missing or not understood in the file has its default value.
    explicit Settings(QString file, QObject* parent = nullptr);

    const QString& file() const { return m_file; }
    const Values& values() const { return m_values; }

    /// update([](Values& v) { v.theme = ThemeMode::Dark; }): writes and tells what changed; nothing when
    /// nothing did. False when the file cannot be written: the values then hold until the program ends.
    bool update(const std::function<void(Values&)>& change);

    /// A stronger source than the file gives `key` this value, as the file would write it, for as long as the
    /// program runs. The file keeps its own.
    void setStronger(Key key, Origin origin, const QString& value);
    /// From now on the file decides.
    void dropStronger(Key key);
    /// The values with those of stronger sources in their place.
    Values effective() const;
    Origin origin(Key key) const;
    /// Whether the file decides: what a stronger source gives cannot be changed here.
    bool isEditable(Key key) const { return m_stronger.count(key) == 0; }
    /// Takes the key out of the file. False as in update().
    bool reset(Key key);
    /// Takes back the last change to a Key of this run, by update() or reset(). Moving to another service is
    /// not among them: it is not done by writing its address.
    bool undo();
    bool canUndo() const { return !m_before.empty(); }

Q_SIGNALS:
    void changed(const matoi::settings::Values& values);

private:
    struct Before
    {
        QString key;
        QVariant stored; ///< invalid: the file did not have it
    };
    bool put(const QString& key, const QVariant& value);
    void remember(const QString& key, const QVariant& stored);

    const QString m_file;
    Values m_values;
    std::map<QString, QVariant> m_stored; ///< what the file has of ours, as last read or written
    std::map<Key, std::pair<Origin, QString>> m_stronger;
    std::vector<Before> m_before;
};

} // namespace matoi::settings
