#include "app/console.h"
#include "widgets/common/keycap.h"
#include "widgets/logger/loggerwindow.h"
#include "widgets/settings/settingswindow.h"

#include <QtCore/QRegularExpression>
#include <QtGui/QAction>
#include <QtWidgets/QApplication>

/// What a person set up: where it comes from, what it changes at once, and the window to change it in.
namespace matoi::app {

using namespace domain;
using namespace Qt::StringLiterals;
using settings::Key;
using settings::Source;
using settings::ThemeMode;
using widgets::FirstRun;
using Mode = widgets::Theme::Mode;

namespace {

QString languageCode(settings::Language language)
{
    switch (language) {
    case settings::Language::English: return u"en"_s;
    case settings::Language::Japanese: return u"ja"_s;
    case settings::Language::System: break;
    }
    return {};
}

/// Of the freedesktop sound naming specification.
QString soundName(settings::PageSound sound)
{
    switch (sound) {
    case settings::PageSound::Ring: return u"phone-incoming-call"_s;
    case settings::PageSound::Alarm: return u"alarm-clock-elapsed"_s;
    case settings::PageSound::Bell: return u"bell"_s;
    case settings::PageSound::Silent: break;
    }
    return {};
}

/// The menu's words without the mark of their letter: "&Quit", "終了(&Q)".
QString withoutMnemonic(QString text)
{
    static const QRegularExpression mark(u"\\(&.\\)|&"_s);
    return text.remove(mark);
}

std::vector<widgets::KeyLine> keysOf(const widgets::MainWindow& window)
{
    std::vector<widgets::KeyLine> lines;
    for (const QAction* action : window.actions()) {
        const QString key = action->shortcut().toString(QKeySequence::NativeText);
        if (key.isEmpty())
            continue;
        // The action of a letter alone has no words: it follows the one that it stands for.
        if (!action->text().isEmpty())
            lines.push_back({withoutMnemonic(action->text()), key, {}});
        else if (!lines.empty())
            lines.back().letter = key;
    }
    return lines;
}

} // namespace

void Console::readStrongerSources()
{
    if (!m_options.language.isEmpty())
        m_settings.setStronger(Key::Language, {Source::CommandLine, u"--language"_s}, m_options.language);
    const QString language = qEnvironmentVariable("MATOI_LANGUAGE");
    if (language == u"en"_s || language == u"ja"_s)
        m_settings.setStronger(Key::Language, {Source::Environment, u"MATOI_LANGUAGE"_s}, language);
    if (!m_options.backend.isEmpty())
        m_settings.setStronger(Key::Backend, {Source::CommandLine, u"--backend"_s},
                               m_options.backend.toString());
}

void Console::applySettings()
{
    const settings::Values values = m_settings.effective();
    m_theme.setMode(values.theme == ThemeMode::Dark    ? Mode::Dark
                    : values.theme == ThemeMode::Light ? Mode::Light
                                                       : Mode::System);
    m_theme.setTextScale(values.textScalePercent / 100.0);
    if (const QString language = languageCode(values.language); m_language != language) {
        m_language = language;
        m_languages.set(language);
        // The window puts its words into the new language when it hears of it.
        QMetaObject::invokeMethod(this, &Console::showKeys, Qt::QueuedConnection);
        if (m_tray)
            m_tray->retranslate();
    }
    m_theme.keyCaps().setPolicy(values.showKeys == settings::ShowKeys::Always
                                    ? widgets::KeyCapVisibility::Policy::Always
                                    : widgets::KeyCapVisibility::Policy::OnAlt);
    if (!m_windows)
        return;
    applyToWindows(values);
    applyShortcut();
    if (m_zone != values.timeZone)
        QMetaObject::invokeMethod(this, &Console::remakeWindows, Qt::QueuedConnection);
}

void Console::applyToWindows(const settings::Values& values)
{
    for (widgets::MainWindow* window : m_windows->all())
        window->setSingleKeys(values.singleLetterKeys);
    m_notifier->setSound(soundName(values.pageSound));
    m_reminders->setWanted(values);
}

/// Everything in a window is laid out in one zone: another zone is another window. Drafts are kept.
void Console::remakeWindows()
{
    if (!m_windows || m_zone == m_settings.effective().timeZone)
        return;
    if (m_drill && m_drill->running()) {
        connect(m_drill.get(), &DrillPlayer::ended, this, &Console::remakeWindows,
                Qt::ConnectionType(Qt::QueuedConnection | Qt::UniqueConnection));
        return;
    }
    closeWindows();
    makeWindows(Windows::Filled::AtOnce);
    m_tray->appear();
    if (m_settingsWindow && m_settingsWindow->isVisible())
        openSettings();
}

void Console::openSettings()
{
    if (!m_settingsWindow) {
        m_settingsWindow = std::make_unique<widgets::SettingsWindow>(m_theme, m_settings);
        connect(m_settingsWindow.get(), &widgets::SettingsWindow::placeRequested, this, [this] {
            m_windows->front().openFirstRun(m_options.backend.isEmpty() ? FirstRun::Choice::ThisComputer
                                                                        : FirstRun::Choice::Team);
            m_windows->bringToFront();
        });
        connect(m_settingsWindow.get(), &widgets::SettingsWindow::sampleRequested, this,
                [this] { m_notifier->showSample(); });
        connect(m_settingsWindow.get(), &widgets::SettingsWindow::shortcutSettingsRequested, this,
                [this] { m_shortcut->configure(); });
    }
    m_settingsWindow->setPlacement(placement());
    m_shortcut->retry();
    m_settingsWindow->setShortcut(m_shortcut->status());
    showKeys();
    m_settingsWindow->show();
    m_settingsWindow->raise();
    m_settingsWindow->activateWindow();
}

void Console::showKeys()
{
    if (m_settingsWindow && m_windows)
        m_settingsWindow->setKeys(keysOf(m_windows->front()));
}

void Console::keepAppearance()
{
    m_settings.update([this](settings::Values& values) {
        values.theme = m_theme.mode() == Mode::Dark    ? ThemeMode::Dark
                       : m_theme.mode() == Mode::Light ? ThemeMode::Light
                                                       : ThemeMode::System;
        values.textScalePercent = static_cast<int>(m_theme.textScale() * 100 + 0.5);
    });
}

void Console::setLanguage(const QString& language)
{
    m_settings.update([&](settings::Values& values) {
        values.language = language == u"ja"_s ? settings::Language::Japanese : settings::Language::English;
    });
    // The menu's word holds for this run even where the command line gave another.
    if (!m_settings.isEditable(Key::Language)) {
        m_languages.set(language);
        m_tray->retranslate();
    }
}

} // namespace matoi::app
