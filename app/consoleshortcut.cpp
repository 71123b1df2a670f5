#include "app/activation.h"
#include "app/console.h"
#include "app/portalshortcut.h"
#include "app/x11shortcut.h"
#include "widgets/logger/loggerwindow.h"
#include "widgets/settings/settingswindow.h"

/// The key that opens the one-line logger over any window.
namespace matoi::app {

using namespace Qt::StringLiterals;

void Console::makeShortcut()
{
    // The portal first: where there is one, the desktop can tell the person what key it is, and change it.
    std::vector<std::unique_ptr<ShortcutWay>> ways;
    ways.push_back(std::make_unique<PortalShortcut>(
        [] { return QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"matoi-shortcuts"_s); }));
    ways.push_back(std::make_unique<X11Shortcut>());
    m_shortcut = std::make_unique<GlobalShortcut>(std::move(ways));
    connect(m_shortcut.get(), &GlobalShortcut::pressed, this, &Console::shortcutPressed);
    connect(m_shortcut.get(), &GlobalShortcut::statusChanged, this,
            [this](const widgets::ShortcutStatus& status) {
                if (m_settingsWindow)
                    m_settingsWindow->setShortcut(status);
            });
    applyShortcut();
}

void Console::applyShortcut()
{
    if (!m_shortcut)
        return;
    const settings::Values values = m_settings.effective();
    if (values.logFromAnyWindow)
        m_shortcut->set(ShortcutWish{values.logKey, tr("Log an event")});
    else
        m_shortcut->set(std::nullopt);
}

void Console::shortcutPressed(const ShortcutPress& press)
{
    if (!m_windows)
        return; // it closes
    Request request;
    request.activationToken = press.activationToken;
    takeActivation(request);
    openLogger();
    activateAt(*m_logger, press.time);
}

} // namespace matoi::app
