#include "widgets/common/commandbutton.h"
#include "widgets/settings/settingcontrols.h"
#include "widgets/settings/settingrow.h"
#include "widgets/settings/settingswindow.h"
#include "widgets/settings/shortcutedit.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>

/// The key that opens the one-line logger over any window: what is wanted, and what the desktop made of it.
namespace matoi::widgets {

using settings::Key;
using settings::Values;
using State = ShortcutStatus::State;

void SettingsWindow::makeShortcut()
{
    m_logFromAnyWindow = new QCheckBox;
    addRow(Key::LogFromAnyWindow, m_logFromAnyWindow);
    auto* key = new QWidget;
    m_logKey = new ShortcutEdit;
    m_desktopKey = fact(m_theme);
    m_desktopKey->setWordWrap(false);
    m_desktopKeys = new CommandButton(m_theme, {}, Icon::Settings);
    auto* line = new QHBoxLayout(key);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(m_theme.px(12));
    line->addWidget(m_logKey);
    line->addWidget(m_desktopKey);
    line->addWidget(m_desktopKeys);
    addRow(Key::LogKey, key);
    connect(m_logFromAnyWindow, &QCheckBox::clicked, this, [this](bool on) {
        change(Key::LogFromAnyWindow, [&](Values& values) { values.logFromAnyWindow = on; });
    });
    connect(m_logKey, &ShortcutEdit::chosen, this, [this](const QKeySequence& sequence) {
        m_unfitKey.clear();
        change(Key::LogKey,
               [&](Values& values) { values.logKey = sequence.toString(QKeySequence::PortableText); });
        showShortcut();
    });
    connect(m_logKey, &ShortcutEdit::refused, this, [this](const QKeySequence& sequence) {
        m_unfitKey = sequence.toString(QKeySequence::NativeText);
        showShortcut();
    });
    connect(m_desktopKeys, &CommandButton::clicked, this, &SettingsWindow::shortcutSettingsRequested);
}

void SettingsWindow::nameShortcut()
{
    m_logFromAnyWindow->setText(tr("By a key, whatever is in front"));
    row(Key::LogFromAnyWindow).setLabel(tr("Log from any window"));
    row(Key::LogKey).setLabel(tr("Key for it"));
    m_logKey->setAccessibleName(tr("Key that logs an event from any window"));
    m_logKey->setAccessibleDescription(tr("Press another key in the field to change it."));
    m_desktopKeys->setText(tr("Change in the desktop…"));
    showShortcut();
}

void SettingsWindow::setShortcut(const ShortcutStatus& status)
{
    m_shortcut = status;
    showShortcut();
    showFound();
}

QString SettingsWindow::shortcutRemark() const
{
    const QString& key = m_shortcut.key;
    switch (m_shortcut.state) {
    case State::Off: break;
    case State::Asking: return tr("The desktop is being asked for the key.");
    case State::Works:
        return m_shortcut.desktopOwns ? tr("It works over any window.")
                                      : tr("%1 works over any window.").arg(key);
    case State::Unassigned:
        return tr("The desktop knows of it and has no key for it yet: give it one in the desktop's keyboard "
                  "settings.");
    case State::Taken: return tr("%1 is taken by another program. Choose another key below.").arg(key);
    case State::Unusable:
        return tr("%1 cannot be this key here. Choose one below together with Ctrl or Alt.").arg(key);
    case State::Refused:
        return tr("The desktop was asked for the key and declined. Turn this off and on to ask again.");
    case State::TakenBack:
        return tr("The desktop has taken the key back. Turn this off and on to ask again.");
    case State::None:
        return tr("This desktop gives programs no such key. Bind the command “%1” to a key in its settings.")
            .arg(QStringLiteral("matoi --log"));
    }
    return {};
}

void SettingsWindow::showShortcut()
{
    const Values values = m_settings.effective();
    m_logFromAnyWindow->setChecked(values.logFromAnyWindow);
    m_logKey->setSequence(QKeySequence::fromString(values.logKey, QKeySequence::PortableText));
    m_logKey->setEnabled(m_shortcut.state != State::None);
    m_logKey->setVisible(!m_shortcut.desktopOwns);
    m_desktopKey->setVisible(m_shortcut.desktopOwns);
    m_desktopKey->setText(m_shortcut.key.isEmpty() ? tr("None yet") : m_shortcut.key);
    m_desktopKey->setAccessibleName(
        tr("Key that logs an event from any window: %1").arg(m_desktopKey->text()));
    m_desktopKeys->setVisible(m_shortcut.canConfigure);
    const State state = m_shortcut.state;
    const bool fine = state == State::Off || state == State::Asking || state == State::Works;
    row(Key::LogFromAnyWindow).setRemark(shortcutRemark(), values.logFromAnyWindow && !fine);
    SettingRow& key = row(Key::LogKey);
    key.setOrigin(m_settings.origin(Key::LogKey));
    if (m_shortcut.desktopOwns) {
        key.setNote(tr("The desktop keeps this key."));
        key.resetButton().hide();
        key.setRemark({});
    } else if (!m_unfitKey.isEmpty()) {
        key.setRemark(
            tr("%1 alone would be missing from everything you type: press it together with Ctrl or Alt.")
                .arg(m_unfitKey));
    } else {
        key.setRemark(m_logKey->isEnabled() ? tr("Press another key in the field to change it.") : QString());
    }
}

} // namespace matoi::widgets
