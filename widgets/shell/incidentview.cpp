#include "widgets/shell/incidentview.h"

#include "widgets/common/theme.h"
#include "widgets/contacts/pagedialog.h"
#include "widgets/panel/texts.h"
#include "widgets/shell/actionbar.h"
#include "widgets/shell/incidentheader.h"
#include "widgets/shell/incidenttabs.h"
#include "widgets/shell/updatedialog.h"

#include <QtCore/QEvent>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;

IncidentView::IncidentView(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_header(new IncidentHeader(context, this))
    , m_tabs(new IncidentTabs(context.theme, this))
    , m_stack(new QStackedWidget(this))
    , m_actions(new ActionBar(context, this))
{
    const PanelLinks links{[this](int tab) { openTab(tab); },
                           [this](std::optional<Time> at) { m_actions->setEventTime(at); },
                           [this] { pageSomeone(); }, [this] { logEvent(); }};
    m_panels = makePanels(context, links, m_stack);
    for (const PanelTab& tab : m_panels) {
        m_stack->addWidget(tab.widget);
        m_tabs->add();
    }
    m_stack->setBackgroundRole(QPalette::Base);
    m_stack->setAutoFillBackground(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_tabs);
    column->addWidget(m_stack, 1);
    column->addWidget(m_actions);

    connect(m_tabs, &IncidentTabs::chosen, this, &IncidentView::openTab);
    connect(m_header, &IncidentHeader::statusRequested, this, &IncidentView::setStatus);
    connect(m_header, &IncidentHeader::takeCommandRequested, this, &IncidentView::takeCommand);
    connect(m_header, &IncidentHeader::postUpdateRequested, this, &IncidentView::postUpdate);
    connect(m_actions, &ActionBar::pageRequested, this, &IncidentView::pageSomeone);
    connect(m_actions, &ActionBar::takeCommandRequested, this, &IncidentView::takeCommand);
    connect(m_actions, &ActionBar::resolveRequested, this, &IncidentView::resolveOrReopen);
    connect(m_actions, &ActionBar::postUpdateRequested, this, &IncidentView::postUpdate);
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>&) { showTabs(); });
    showTabs();
}

void IncidentView::setIncident(Id<Incident> id)
{
    if (id == m_id)
        return;
    m_id = id;
    m_header->setIncident(id);
    m_actions->setIncident(id);
    for (const PanelTab& tab : m_panels)
        tab.setIncident(id);
    showTabs();
}

void IncidentView::showTabs()
{
    for (std::size_t i = 0; i < m_panels.size(); ++i)
        m_tabs->setTab(static_cast<int>(i), m_panels[i].label(), m_id.isNil() ? 0 : m_panels[i].count(m_id));
}

void IncidentView::openTab(int index)
{
    if (index < 0 || index >= tabCount())
        return;
    m_tabs->setCurrent(index);
    m_stack->setCurrentIndex(index);
    if (index != tabs::metrics)
        m_actions->setEventTime(std::nullopt);
}

int IncidentView::currentTab() const
{
    return m_stack->currentIndex();
}

void IncidentView::tell(const Result<void>& result)
{
    if (!result)
        m_actions->say(texts::error(result.error()));
}

void IncidentView::logEvent()
{
    m_actions->focusComposer();
}

void IncidentView::pageSomeone()
{
    if (!m_id.isNil())
        (new PageDialog(m_context, m_id, this))->open();
}

void IncidentView::takeCommand()
{
    if (!m_id.isNil())
        tell(m_context.incidents.takeRole(m_id, domain::IncidentRole::Commander,
                                          m_context.changes.session().name));
}

void IncidentView::postUpdate()
{
    if (!m_id.isNil())
        (new UpdateDialog(m_context, m_id, this))->open();
}

void IncidentView::resolveOrReopen()
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    if (!incident)
        return;
    setStatus(incident->value.status == IncidentStatus::Resolved ? IncidentStatus::Mitigating
                                                                 : IncidentStatus::Resolved);
}

void IncidentView::setStatus(IncidentStatus status)
{
    const auto incident = m_context.repositories.incidents.find(m_id);
    if (!incident)
        return;
    const bool heavy = incident->value.impact <= Impact::High && !incident->value.drill;
    if (status != IncidentStatus::Resolved || !heavy) {
        tell(m_context.incidents.setStatus(m_id, status));
        return;
    }
    auto* ask = new QMessageBox(QMessageBox::NoIcon, tr("Resolve"),
                                tr("Resolve %1?").arg(texts::incidentNumber(incident->value)),
                                QMessageBox::NoButton, this);
    ask->setAttribute(Qt::WA_DeleteOnClose);
    ask->setInformativeText(tr("Its impact is %1. Whoever is still being paged for it is no longer paged.")
                                .arg(texts::impact(incident->value.impact)));
    auto* resolve = ask->addButton(tr("Resolve"), QMessageBox::AcceptRole);
    ask->addButton(tr("Cancel"), QMessageBox::RejectRole);
    ask->setDefaultButton(resolve);
    connect(resolve, &QAbstractButton::clicked, this,
            [this] { tell(m_context.incidents.setStatus(m_id, IncidentStatus::Resolved)); });
    ask->open();
}

void IncidentView::resizeEvent(QResizeEvent* event)
{
    const bool narrow = width() < m_context.theme.px(880);
    m_header->setNarrow(narrow);
    m_actions->setNarrow(narrow);
    QWidget::resizeEvent(event);
}

void IncidentView::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        showTabs();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
