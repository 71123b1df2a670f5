#include "widgets/shell/keysdialog.h"
#include "widgets/shell/mainwindow.h"
#include "widgets/shell/menubar.h"
#include "widgets/shell/topbar.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QRegularExpression>
#include <QtGui/QAction>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>

/// The menu Help: made from the actions themselves, so that it cannot name a key that does nothing.
namespace matoi::widgets {

void MainWindow::showKeys()
{
    const auto letterOf = [this](const QAction* action) {
        for (const auto& [name, named] : m_actions)
            for (const QAction* letter : m_letters)
                if (named.action == action && letter->objectName() == QLatin1StringView(name) &&
                    letter->isEnabled())
                    return letter->shortcut();
        return QKeySequence();
    };
    const auto plain = [](QString text) {
        static const QRegularExpression mnemonic(QStringLiteral("\\(&.\\)"));
        return text.remove(mnemonic).remove(QLatin1Char('&')).remove(QStringLiteral("…"));
    };
    std::vector<KeysDialog::Group> groups;
    for (const QAction* entry : m_topBar->menuBar().actions()) {
        KeysDialog::Group group{plain(entry->text()), {}};
        for (const QAction* action : entry->menu()->actions()) {
            const QKeySequence letter = letterOf(action);
            if (action->isEnabled() && !(letter.isEmpty() && action->shortcut().isEmpty()))
                group.rows.push_back({plain(action->text()), letter, action->shortcut()});
        }
        if (!group.rows.empty())
            groups.push_back(std::move(group));
    }
    groups.push_back(
        {tr("Everywhere"),
         {{tr("Save, send or start what is written"), {}, QKeySequence(Qt::CTRL | Qt::Key_Return)},
          {tr("Leave; what was typed is kept"), {}, QKeySequence(Qt::Key_Escape)},
          {tr("Next part of the window"), {}, QKeySequence(Qt::Key_Tab)},
          {tr("Tick, press or choose"), {}, QKeySequence(Qt::Key_Space)}}});
    (new KeysDialog(m_context.theme, groups, this))->open();
}

void MainWindow::showAbout()
{
    auto* box =
        new QMessageBox(QMessageBox::NoIcon, tr("About Matoi"),
                        tr("Matoi %1").arg(QCoreApplication::applicationVersion()), QMessageBox::Close, this);
    box->setInformativeText(tr("An incident commander's console. Free software under the GNU General Public "
                               "License, version 3 or later."));
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

} // namespace matoi::widgets
