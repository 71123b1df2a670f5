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
        "keyboard/singleLetterKeys"_L1, [](const Values& v) { return QVariant(v.singleLetterKeys); },
        [](Values& v, const QVariant& x) { v.singleLetterKeys = x.toString() != "false"_L1; });
    visit(
        "service/url"_L1, [](const Values& v) { return QVariant(v.backend.toString()); },
        [](Values& v, const QVariant& x) { v.backend = QUrl(x.toString(), QUrl::StrictMode); });
    visit(
        "service/personName"_L1, [](const Values& v) { return QVariant(v.personName); },
        [](Values& v, const QVariant& x) { v.personName = x.toString(); });
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
        if (stored.contains(key))
            assign(m_values, stored.value(key));
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
        if (value != valueOf(m_values))
            stored.setValue(key, value);
    });
    stored.sync();
    m_values = wanted;
    Q_EMIT changed(m_values);
    return stored.status() == QSettings::NoError;
}

} // namespace matoi::settings
