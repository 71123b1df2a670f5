#include "widgets/common/banner.h"
#include "widgets/panel/texts.h"
#include "widgets/shell/actionbar.h"
#include "widgets/shell/incidentview.h"
#include "widgets/shell/mainwindow.h"

#include <QtGui/QClipboard>
#include <QtGui/QCloseEvent>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <array>

/// `matoi://incident/…`: where such a link leads, and the way to one.
namespace matoi::widgets {

using namespace domain;
using rules::IncidentLink;

namespace {

struct TabName
{
    const char* name;
    int tab;
    OverviewTab::View view = OverviewTab::Overview;
};

/// As links write them: what is in a chat for years must lead to the same tab, whatever the tab is called.
constexpr std::array<TabName, 8> tabNames = {{{"overview", tabs::overview},
                                              {"cockpit", tabs::overview, OverviewTab::Cockpit},
                                              {"metrics", tabs::metrics},
                                              {"timeline", tabs::timeline},
                                              {"contacts", tabs::contacts},
                                              {"related", tabs::related},
                                              {"analysis", tabs::analysis},
                                              {"properties", tabs::properties}}};

const TabName* tabOf(const std::string& name)
{
    const auto found =
        std::find_if(tabNames.begin(), tabNames.end(), [&](const TabName& tab) { return name == tab.name; });
    return found == tabNames.end() ? nullptr : &*found;
}

/// "INC-2041", or the id that is known of it.
QString nameOf(const IncidentLink& link)
{
    if (const int* number = std::get_if<int>(&link.incident))
        return QStringLiteral("INC-%1").arg(*number);
    return QString::fromStdString(std::get<Id<Incident>>(link.incident).toString());
}

} // namespace

void MainWindow::openLink(const QString& text)
{
    closeFirstRun();
    m_notice = Notice{text, rules::parseIncidentLink(text.toStdString())};
    if (m_notice->waiting && findLinked())
        openLinked();
    else
        showConnection();
}

std::optional<Id<Incident>> MainWindow::findLinked() const
{
    const auto& wanted = m_notice->waiting->incident;
    if (const auto* id = std::get_if<Id<Incident>>(&wanted))
        return m_context.repositories.incidents.find(*id) ? std::optional(*id) : std::nullopt;
    for (const auto& incident : m_context.repositories.incidents.all())
        if (incident.value.number == std::get<int>(wanted))
            return incident.id;
    return std::nullopt;
}

void MainWindow::openLinked()
{
    const auto id = findLinked();
    const std::string tab = m_notice->waiting->tab;
    openIncident(*id);
    m_notice->waiting.reset();
    if (tab.empty() || tabOf(tab))
        m_notice.reset();
    if (const TabName* named = tabOf(tab)) {
        if (named->tab == tabs::overview)
            m_view->openView(named->view);
        else
            m_view->openTab(named->tab);
    }
    showConnection();
}

void MainWindow::showNotice()
{
    // Long enough for every link of ours, and no more than a line of anything else.
    QString link = m_notice->link.simplified();
    if (link.size() > 90)
        link = link.left(89) + QChar(0x2026);
    Banner::Content content{Banner::Tone::Fail, Icon::None, {}, {}, {tr("Dismiss")}};
    const auto parsed = rules::parseIncidentLink(m_notice->link.toStdString());
    if (m_notice->waiting) {
        content.tone = Banner::Tone::Wait;
        content.title = tr("%1 is not on this computer").arg(nameOf(*m_notice->waiting));
        content.text = tr("It opens as soon as it comes from the service.");
    } else if (parsed) {
        content.title = tr("There is no tab “%1”").arg(QString::fromStdString(parsed->tab));
        content.text = tr("The incident of the link is open all the same.");
    } else {
        content.title = tr("This is not a link to an incident");
        content.text = tr("%1 cannot be opened. A link looks like matoi://incident/INC-2041.").arg(link);
    }
    m_banner->present(content);
    m_banner->show();
}

void MainWindow::copyLink()
{
    const Id<Incident> id = m_view->incident();
    if (id.isNil())
        return;
    const auto* tab = std::find_if(tabNames.begin(), tabNames.end(),
                                   [this](const TabName& name) { return name.tab == m_view->currentTab(); });
    // The overview is where a link leads anyway.
    const std::string name = tab == tabNames.end() || tab->tab == tabs::overview ? "" : tab->name;
    // By its id: it is the same before the service has given a number, and on every service.
    QApplication::clipboard()->setText(QString::fromStdString(rules::toText({id, name})));
    m_view->actions().say(name.empty() ? tr("Link copied") : tr("Link to this tab copied"));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    QMainWindow::closeEvent(event);
    if (event->isAccepted())
        Q_EMIT closed();
}

} // namespace matoi::widgets
