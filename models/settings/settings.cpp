#include "models/settings/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTime>
#include <QTimeZone>
#include <QUuid>

#include <algorithm>
#include <array>

namespace matoi::settings {

using namespace Qt::StringLiterals;

namespace {

template <class E, std::size_t N = 3> using Words = std::array<std::pair<E, QLatin1StringView>, N>;

constexpr Words<ThemeMode> themeWords = {std::pair{ThemeMode::System, "system"_L1},
                                         std::pair{ThemeMode::Dark, "dark"_L1},
                                         std::pair{ThemeMode::Light, "light"_L1}};
constexpr Words<Language> languageWords = {std::pair{Language::System, "system"_L1},
                                           std::pair{Language::English, "en"_L1},
                                           std::pair{Language::Japanese, "ja"_L1}};

constexpr Words<ShowKeys, 2> showKeysWords = {std::pair{ShowKeys::OnAlt, "onAlt"_L1},
                                              std::pair{ShowKeys::Always, "always"_L1}};
constexpr Words<PageSound, 4> soundWords = {
    std::pair{PageSound::Ring, "ring"_L1}, std::pair{PageSound::Alarm, "alarm"_L1},
    std::pair{PageSound::Bell, "bell"_L1}, std::pair{PageSound::Silent, "silent"_L1}};

template <class E, std::size_t N> E fromWord(const Words<E, N>& words, const QString& text)
{
    for (const auto& [value, word] : words)
        if (word == text)
            return value;
    return words.front().first;
}

template <class E, std::size_t N> QString toWord(const Words<E, N>& words, E wanted)
{
    for (const auto& [value, word] : words)
        if (value == wanted)
            return word;
    return words.front().second;
}

template <class Visit> void eachNotificationKey(Visit visit)
{
    visit(
        "notifications/pageSound"_L1,
        [](const Values& v) { return QVariant(toWord(soundWords, v.pageSound)); },
        [](Values& v, const QVariant& x) { v.pageSound = fromWord(soundWords, x.toString()); });
    visit(
        "notifications/updateDue"_L1, [](const Values& v) { return QVariant(v.tellUpdateDue); },
        [](Values& v, const QVariant& x) { v.tellUpdateDue = x.toString() != "false"_L1; });
    visit(
        "notifications/newIncident"_L1, [](const Values& v) { return QVariant(v.tellNewIncident); },
        [](Values& v, const QVariant& x) { v.tellNewIncident = x.toString() == "true"_L1; });
    visit(
        "notifications/quietHours"_L1, [](const Values& v) { return QVariant(v.quietHours.toString()); },
        [](Values& v, const QVariant& x) { v.quietHours = QuietHours::parse(x.toString()); });
}

template <class Visit> void eachDesktopKey(Visit visit)
{
    visit(
        "desktop/closeToTray"_L1, [](const Values& v) { return QVariant(v.closeToTray); },
        [](Values& v, const QVariant& x) { v.closeToTray = x.toString() != "false"_L1; });
    visit(
        "desktop/trayExplained"_L1, [](const Values& v) { return QVariant(v.trayExplained); },
        [](Values& v, const QVariant& x) { v.trayExplained = x.toString() == "true"_L1; });
    visit(
        "desktop/logFromAnyWindow"_L1, [](const Values& v) { return QVariant(v.logFromAnyWindow); },
        [](Values& v, const QVariant& x) { v.logFromAnyWindow = x.toString() == "true"_L1; });
    visit(
        "desktop/logKey"_L1, [](const Values& v) { return QVariant(v.logKey); },
        [](Values& v, const QVariant& x) {
            if (const QString key = x.toString().trimmed(); !key.isEmpty())
                v.logKey = key;
        });
}

/// Every key once, with how its value is read and written.
template <class Visit> void eachKey(Visit visit)
{
    visit(
        "appearance/theme"_L1, [](const Values& v) { return QVariant(toWord(themeWords, v.theme)); },
        [](Values& v, const QVariant& x) { v.theme = fromWord(themeWords, x.toString()); });
    visit(
        "appearance/textScalePercent"_L1, [](const Values& v) { return QVariant(v.textScalePercent); },
        [](Values& v, const QVariant& x) {
            bool isNumber = false;
            const int percent = x.toInt(&isNumber);
            if (isNumber)
                v.textScalePercent =
                    std::clamp(percent, Settings::kSmallestTextScale, Settings::kLargestTextScale);
        });
    visit(
        "appearance/language"_L1, [](const Values& v) { return QVariant(toWord(languageWords, v.language)); },
        [](Values& v, const QVariant& x) { v.language = fromWord(languageWords, x.toString()); });
    visit(
        "appearance/timeZone"_L1, [](const Values& v) { return QVariant(v.timeZone); },
        [](Values& v, const QVariant& x) {
            if (QTimeZone(x.toString().toUtf8()).isValid())
                v.timeZone = x.toString();
        });
    visit(
        "window/geometry"_L1, [](const Values& v) { return QVariant(v.windowGeometry); },
        [](Values& v, const QVariant& x) { v.windowGeometry = x.toByteArray(); });
    visit(
        "window/state"_L1, [](const Values& v) { return QVariant(v.windowState); },
        [](Values& v, const QVariant& x) { v.windowState = x.toByteArray(); });
    visit(
        "window/lastIncident"_L1, [](const Values& v) { return QVariant(v.lastIncident); },
        [](Values& v, const QVariant& x) {
            if (!QUuid::fromString(x.toString()).isNull())
                v.lastIncident = x.toString();
        });
    visit(
        "window/others"_L1, [](const Values& v) { return QVariant(v.otherWindows); },
        [](Values& v, const QVariant& x) { v.otherWindows = x.toStringList(); });
    visit(
        "incidents/views"_L1, [](const Values& v) { return QVariant(v.incidentViews); },
        [](Values& v, const QVariant& x) { v.incidentViews = x.toStringList(); });
    visit(
        "keyboard/singleLetterKeys"_L1, [](const Values& v) { return QVariant(v.singleLetterKeys); },
        [](Values& v, const QVariant& x) { v.singleLetterKeys = x.toString() != "false"_L1; });
    visit(
        "keyboard/showKeys"_L1, [](const Values& v) { return QVariant(toWord(showKeysWords, v.showKeys)); },
        [](Values& v, const QVariant& x) { v.showKeys = fromWord(showKeysWords, x.toString()); });
    eachNotificationKey(visit);
    eachDesktopKey(visit);
    visit(
        "service/url"_L1, [](const Values& v) { return QVariant(v.backend.toString()); },
        [](Values& v, const QVariant& x) { v.backend = QUrl(x.toString(), QUrl::StrictMode); });
    visit(
        "service/personName"_L1, [](const Values& v) { return QVariant(v.personName); },
        [](Values& v, const QVariant& x) { v.personName = x.toString(); });
}

constexpr std::array<std::pair<Key, QLatin1StringView>, 14> keyNames = {
    std::pair{Key::Theme, "appearance/theme"_L1},
    std::pair{Key::TextScale, "appearance/textScalePercent"_L1},
    std::pair{Key::Language, "appearance/language"_L1},
    std::pair{Key::TimeZone, "appearance/timeZone"_L1},
    std::pair{Key::SingleLetterKeys, "keyboard/singleLetterKeys"_L1},
    std::pair{Key::ShowKeys, "keyboard/showKeys"_L1},
    std::pair{Key::PageSound, "notifications/pageSound"_L1},
    std::pair{Key::TellUpdateDue, "notifications/updateDue"_L1},
    std::pair{Key::TellNewIncident, "notifications/newIncident"_L1},
    std::pair{Key::QuietHours, "notifications/quietHours"_L1},
    std::pair{Key::CloseToTray, "desktop/closeToTray"_L1},
    std::pair{Key::LogFromAnyWindow, "desktop/logFromAnyWindow"_L1},
    std::pair{Key::LogKey, "desktop/logKey"_L1},
    std::pair{Key::Backend, "service/url"_L1}};

QString nameOf(Key wanted)
{
    for (const auto& [key, name] : keyNames)
        if (key == wanted)
            return name;
    return {};
}

bool canBeUndone(const QString& name)
{
    return name != nameOf(Key::Backend) &&
           std::any_of(keyNames.begin(), keyNames.end(),
                       [&](const auto& entry) { return entry.second == name; });
}

void assignNamed(Values& values, const QString& name, const QVariant& value)
{
    eachKey([&](QLatin1StringView key, auto valueOf, auto assign) {
        if (key == name)
            assign(values, value.isValid() ? value : valueOf(Values()));
    });
}

} // namespace

bool QuietHours::holdsAt(int minuteOfDay) const
{
    if (from <= to)
        return minuteOfDay >= from && minuteOfDay < to;
    return minuteOfDay >= from || minuteOfDay < to;
}

QuietHours QuietHours::parse(const QString& text)
{
    const QStringList ends = text.split(u'-');
    if (ends.size() != 2)
        return {};
    const QTime from = QTime::fromString(ends[0], u"HH:mm"_s);
    const QTime to = QTime::fromString(ends[1], u"HH:mm"_s);
    if (!from.isValid() || !to.isValid())
        return {};
    return {from.hour() * 60 + from.minute(), to.hour() * 60 + to.minute()};
}

QString QuietHours::toString() const
{
    if (!isSet())
        return {};
    const auto clock = [](int minutes) { return QTime(minutes / 60, minutes % 60).toString(u"HH:mm"_s); };
    return clock(from) + u'-' + clock(to);
}

QString Settings::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + "/matoi/matoi.conf"_L1;
}

Settings::Settings(QString file, QObject* parent)
    : QObject(parent)
    , m_file(std::move(file))
{
    const QSettings stored(m_file, QSettings::IniFormat);
    eachKey([&](QLatin1StringView key, auto, auto assign) {
        if (!stored.contains(key))
            return;
        assign(m_values, stored.value(key));
        m_stored[key] = stored.value(key);
    });
}

bool Settings::update(const std::function<void(Values&)>& change)
{
    Values wanted = m_values;
    change(wanted);
    wanted.textScalePercent = std::clamp(wanted.textScalePercent, kSmallestTextScale, kLargestTextScale);
    if (wanted == m_values)
        return true;
    QDir().mkpath(QFileInfo(m_file).absolutePath());
    QSettings stored(m_file, QSettings::IniFormat);
    eachKey([&](QLatin1StringView key, auto valueOf, auto) {
        const QVariant value = valueOf(wanted);
        if (value == valueOf(m_values))
            return;
        const auto before = m_stored.find(key);
        remember(key, before == m_stored.end() ? QVariant() : before->second);
        m_stored[key] = value;
        stored.setValue(key, value);
    });
    stored.sync();
    m_values = wanted;
    Q_EMIT changed(m_values);
    return stored.status() == QSettings::NoError;
}

void Settings::remember(const QString& key, const QVariant& stored)
{
    if (canBeUndone(key))
        m_before.push_back({key, stored});
}

bool Settings::put(const QString& key, const QVariant& value)
{
    QSettings stored(m_file, QSettings::IniFormat);
    if (value.isValid()) {
        stored.setValue(key, value);
        m_stored[key] = value;
    } else {
        stored.remove(key);
        m_stored.erase(key);
    }
    stored.sync();
    assignNamed(m_values, key, value);
    Q_EMIT changed(m_values);
    return stored.status() == QSettings::NoError;
}

void Settings::setStronger(Key key, Origin origin, const QString& value)
{
    const auto before = m_stronger.find(key);
    if (before == m_stronger.end() || before->second.first.source <= origin.source)
        m_stronger[key] = {std::move(origin), value};
}

void Settings::dropStronger(Key key)
{
    if (m_stronger.erase(key) > 0)
        Q_EMIT changed(m_values);
}

Values Settings::effective() const
{
    Values values = m_values;
    for (const auto& [key, given] : m_stronger)
        assignNamed(values, nameOf(key), given.second);
    return values;
}

Origin Settings::origin(Key key) const
{
    const auto stronger = m_stronger.find(key);
    if (stronger != m_stronger.end())
        return stronger->second.first;
    return m_stored.count(nameOf(key)) > 0 ? Origin{Source::File, m_file} : Origin{};
}

bool Settings::reset(Key key)
{
    const auto stored = m_stored.find(nameOf(key));
    if (stored == m_stored.end())
        return true;
    remember(stored->first, stored->second);
    return put(nameOf(key), {});
}

bool Settings::undo()
{
    if (m_before.empty())
        return true;
    const Before last = m_before.back();
    m_before.pop_back();
    return put(last.key, last.stored);
}

} // namespace matoi::settings
