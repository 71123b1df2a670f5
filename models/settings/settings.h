#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QUrl>

#include <functional>

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
    bool singleLetterKeys = true; ///< commands without a modifier, as N for a note
    QUrl backend;                 ///< empty: the console's own service on this computer
    QString personName;           ///< as which the console's own service knows its user

    bool operator==(const Values&) const = default;
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

Q_SIGNALS:
    void changed(const matoi::settings::Values& values);

private:
    const QString m_file;
    Values m_values;
};

} // namespace matoi::settings
