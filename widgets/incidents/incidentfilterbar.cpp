#include "widgets/incidents/incidentfilterbar.h"

#include "widgets/common/impactbadge.h"
#include "widgets/common/theme.h"
#include "widgets/incidents/filterchip.h"
#include "widgets/incidents/perioddialog.h"
#include "widgets/panel/texts.h"

#include <QtCore/QLocale>
#include <QtGui/QActionGroup>
#include <QtWidgets/QHBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;
using itemmodels::IncidentQuery;
using Period = IncidentQuery::Period;

namespace {

QString dayText(QDate day)
{
    return QLocale().toString(day, QLocale::ShortFormat);
}

} // namespace

IncidentFilterBar::IncidentFilterBar(const PanelContext& context, itemmodels::IncidentTableModel& model,
                                     QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_model(model)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(context.theme.px(6));
    for (int i = 0; i < FilterCount; ++i) {
        auto* chip = m_chips[static_cast<std::size_t>(i)] = new FilterChip(context.theme, this);
        row->addWidget(chip);
        connect(chip, &FilterChip::menuRequested, this, [this, i] { openMenu(i); });
        connect(chip, &FilterChip::cleared, this, [this, i] { clear(i); });
    }
    refresh();
}

QString IncidentFilterBar::name(int filter) const
{
    switch (filter) {
    case ImpactFilter: return tr("Impact");
    case StatusFilter: return tr("Status");
    case ServiceFilter: return tr("Service");
    case CommanderFilter: return tr("Commander");
    case PlanFilter: return tr("Plan");
    case TagFilter: return tr("Tag");
    default: return tr("Started");
    }
}

QString IncidentFilterBar::periodText(const IncidentQuery& query)
{
    switch (query.period) {
    case Period::Any: return {};
    case Period::Today: return tr("today");
    case Period::Last7Days: return tr("last 7 days");
    case Period::Last30Days: return tr("last 30 days");
    case Period::Last90Days: return tr("last 90 days");
    case Period::ThisYear: return tr("this year");
    case Period::Between:
        if (!query.to.isValid())
            return tr("from %1").arg(dayText(query.from));
        if (!query.from.isValid())
            return tr("to %1").arg(dayText(query.to));
        return tr("%1 to %2").arg(dayText(query.from), dayText(query.to));
    }
    return {};
}

std::vector<std::string>& IncidentFilterBar::namesOf(IncidentQuery& query, int filter) const
{
    switch (filter) {
    case ServiceFilter: return query.filter.services;
    case CommanderFilter: return query.filter.commanders;
    case PlanFilter: return query.filter.plans;
    default: return query.filter.tags;
    }
}

QString IncidentFilterBar::value(int filter) const
{
    IncidentQuery query = m_model.query();
    QStringList values;
    if (filter == ImpactFilter) {
        for (const Impact impact : query.filter.impacts)
            values << QString::number(static_cast<int>(impact));
    } else if (filter == StatusFilter) {
        for (const IncidentStatus status : query.filter.statuses)
            values << texts::status(status);
    } else if (filter == StartedFilter) {
        return periodText(query);
    } else {
        for (const std::string& entry : namesOf(query, filter))
            values << (entry.empty() ? tr("none") : QString::fromStdString(entry));
    }
    constexpr int shown = 2;
    if (values.size() <= shown)
        return values.join(tr(", "));
    return tr("%1 and %n more", nullptr, static_cast<int>(values.size()) - shown)
        .arg(values.mid(0, shown).join(tr(", ")));
}

void IncidentFilterBar::refresh()
{
    for (int i = 0; i < FilterCount; ++i)
        m_chips[static_cast<std::size_t>(i)]->setFilter(name(i), value(i));
}

void IncidentFilterBar::clear(int filter)
{
    IncidentQuery query = m_model.query();
    if (filter == ImpactFilter)
        query.filter.impacts.clear();
    else if (filter == StatusFilter)
        query.filter.statuses.clear();
    else if (filter == StartedFilter)
        query.period = Period::Any;
    else
        namesOf(query, filter).clear();
    Q_EMIT queryChanged(query);
}

void IncidentFilterBar::openMenu(int filter)
{
    FilterChip* chip = m_chips[static_cast<std::size_t>(filter)];
    auto* menu = new ChoiceMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(name(filter));
    fill(*menu, filter);
    if (!menu->actions().isEmpty())
        menu->setActiveAction(menu->actions().constFirst());
    menu->popup(chip->mapToGlobal(QPoint(0, chip->height() + 2)));
}

template <class E>
void IncidentFilterBar::tick(QMenu& menu, std::vector<E> rules::IncidentFilter::*list, E value,
                             const QString& text)
{
    const auto& chosen = m_model.query().filter.*list;
    QAction* action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(std::find(chosen.begin(), chosen.end(), value) != chosen.end());
    connect(action, &QAction::toggled, this, [this, list, value](bool on) {
        IncidentQuery query = m_model.query();
        std::erase(query.filter.*list, value);
        if (on)
            (query.filter.*list).push_back(value);
        std::sort((query.filter.*list).begin(), (query.filter.*list).end());
        Q_EMIT queryChanged(query);
    });
}

void IncidentFilterBar::fill(QMenu& menu, int filter)
{
    if (filter == ImpactFilter) {
        for (int i = 1; i <= 5; ++i)
            tick(menu, &rules::IncidentFilter::impacts, static_cast<Impact>(i),
                 QStringLiteral("%1 %2").arg(i).arg(texts::impact(static_cast<Impact>(i))));
        return;
    }
    if (filter == StatusFilter) {
        for (int i = 0; i <= static_cast<int>(IncidentStatus::Resolved); ++i)
            tick(menu, &rules::IncidentFilter::statuses, static_cast<IncidentStatus>(i),
                 texts::status(static_cast<IncidentStatus>(i)));
        return;
    }
    if (filter == StartedFilter) {
        fillPeriods(menu);
        return;
    }
    const auto choices = m_model.choices();
    fillNames(menu, filter,
              filter == ServiceFilter     ? choices.services
              : filter == CommanderFilter ? choices.commanders
              : filter == PlanFilter      ? choices.plans
                                          : choices.tags);
}

void IncidentFilterBar::fillNames(QMenu& menu, int filter, const QStringList& names)
{
    const auto list = filter == ServiceFilter     ? &rules::IncidentFilter::services
                      : filter == CommanderFilter ? &rules::IncidentFilter::commanders
                      : filter == PlanFilter      ? &rules::IncidentFilter::plans
                                                  : &rules::IncidentFilter::tags;
    for (const QString& entry : names) {
        QString text = entry.isEmpty() ? tr("none") : entry;
        tick(menu, list, entry.toStdString(), text.replace(u'&', QStringLiteral("&&")));
    }
    if (names.isEmpty())
        menu.addAction(tr("There are none."))->setEnabled(false);
}

void IncidentFilterBar::fillPeriods(QMenu& menu)
{
    auto* group = new QActionGroup(&menu);
    const auto add = [&](Period period, const QString& text) {
        QAction* action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(m_model.query().period == period);
        group->addAction(action);
        return action;
    };
    const auto simple = [&](Period period, const QString& text) {
        connect(add(period, text), &QAction::triggered, this, [this, period] {
            IncidentQuery query = m_model.query();
            query.period = period;
            Q_EMIT queryChanged(query);
        });
    };
    simple(Period::Any, tr("Any time"));
    simple(Period::Today, tr("Today"));
    simple(Period::Last7Days, tr("Last 7 days"));
    simple(Period::Last30Days, tr("Last 30 days"));
    simple(Period::Last90Days, tr("Last 90 days"));
    simple(Period::ThisYear, tr("This year"));
    connect(add(Period::Between, tr("Between…")), &QAction::triggered, this, &IncidentFilterBar::askForDays);
}

void IncidentFilterBar::askForDays()
{
    const QDate today =
        QDateTime::fromMSecsSinceEpoch(m_context.clock.now().time_since_epoch().count(), Qt::UTC)
            .toTimeZone(m_context.zone)
            .date();
    const IncidentQuery& now = m_model.query();
    const bool known = now.period == Period::Between && now.from.isValid() && now.to.isValid();
    auto* dialog = new PeriodDialog(m_context.theme, known ? now.from : today.addMonths(-1),
                                    known ? now.to : today, this);
    connect(dialog, &PeriodDialog::chosen, this, [this](QDate from, QDate to) {
        IncidentQuery query = m_model.query();
        query.period = Period::Between;
        query.from = from;
        query.to = to;
        Q_EMIT queryChanged(query);
    });
    dialog->open();
}

} // namespace matoi::widgets
