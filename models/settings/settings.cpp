#include "models/settings/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>
#include <QTimeZone>
#include <QUuid>

#include <algorithm>
#include <array>

namespace matoi::settings {

using namespace Qt::StringLiterals;

namespace {

template <class E> using Words = std::array<std::pair<E, QLatin1StringView>, 3>;

constexpr Words<ThemeMode> themeWords = {std::pair{ThemeMode::System, "system"_L1},
                                         std::pair{ThemeMode::Dark, "dark"_L1},
                                         std::pair{ThemeMode::Light, "light"_L1}};
constexpr Words<Language> languageWords = {std::pair{Language::System, "system"_L1},
                                           std::pair{Language::English, "en"_L1},
                                           std::pair{Language::Japanese, "ja"_L1}};

template <class E> E fromWord(const Words<E>& words, const QString& text)
{
    for (const auto& [value, word] : words)
        if (word == text)
            return value;
    return words.front().first;
}

template <class E> QString toWord(const Words<E>& words, E wanted)
{
    for (const auto& [value, word] : words)
        if (value == wanted)
            return word;
    return words.front().second;
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
        "incidents/views"_L1, [](const Values& v) { return QVariant(v.incidentViews); },
        [](Values& v, const QVariant& x) { v.incidentViews = x.toStringList(); });
    visit(
        "keyboard/singleLetterKeys"_L1, [](const Values& v) { return QVariant(v.singleLetterKeys); },
        [](Values& v, const QVariant& x) { v.singleLetterKeys = x.toString() != "false"_L1; });
    visit(
        "service/url"_L1, [](const Values& v) { return QVariant(v.backend.toString()); },
        [](Values& v, const QVariant& x) { v.backend = QUrl(x.toString(), QUrl::StrictMode); });
    visit(
        "service/personName"_L1, [](const Values& v) { return QVariant(v.personName); },
        [](Values& v, const QVariant& x) { v.personName = x.toString(); });
}

constexpr std::array<std::pair<Key, QLatin1StringView>, 6> keyNames = {
    std::pair{Key::Theme, "appearance/theme"_L1},
    std::pair{Key::TextScale, "appearance/textScalePercent"_L1},
    std::pair{Key::Language, "appearance/language"_L1},
    std::pair{Key::TimeZone, "appearance/timeZone"_L1},
    std::pair{Key::SingleLetterKeys, "keyboard/singleLetterKeys"_L1},
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
