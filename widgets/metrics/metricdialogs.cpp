#include "widgets/metrics/metricdialogs.h"

#include "models/commands/metriccommands.h"
#include "widgets/common/commandbutton.h"
#include "widgets/handover/formdialog.h"
#include "widgets/metrics/metricform.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QComboBox>

#include <algorithm>

namespace matoi::widgets::metricdialogs {

using namespace domain;
using commands::MetricCommands;

namespace {

MetricCommands commandsOf(const PanelContext& context)
{
    return {context.repositories, context.changes, context.clock, context.history};
}

QString missingText()
{
    return QCoreApplication::translate(
        "MetricDialogs", "Say what it measures and what to ask for, and give the threshold as a number.");
}

/// Whoever may not make one is told before the form is filled, not after.
bool mayDefine(const PanelContext& context)
{
    const std::string& role = context.changes.session().role;
    return role != "viewer" && role != "responder";
}

/// What the incident does not show yet; what its plan has comes first.
std::vector<Record<MetricDefinition>> choices(const PanelContext& context, const Incident& incident)
{
    std::vector<Id<MetricDefinition>> planned;
    if (incident.planId)
        if (const auto plan = context.repositories.responsePlans.find(*incident.planId))
            planned = plan->value.metrics;
    auto all = context.repositories.metricDefinitions.all();
    std::erase_if(all, [&](const Record<MetricDefinition>& metric) {
        const auto& shown = incident.metrics;
        return metric.value.drill != incident.drill ||
               std::find(shown.begin(), shown.end(), metric.id) != shown.end();
    });
    std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
        const auto isPlanned = [&](const auto& metric) {
            return std::find(planned.begin(), planned.end(), metric.id) != planned.end();
        };
        return isPlanned(a) != isPlanned(b)
                   ? isPlanned(a)
                   : QString::localeAwareCompare(QString::fromStdString(a.value.title),
                                                 QString::fromStdString(b.value.title)) < 0;
    });
    return all;
}

QString nameOf(const MetricDefinition& metric)
{
    return metric.sourceName.empty()
               ? QString::fromStdString(metric.title)
               : QCoreApplication::translate("MetricDialogs", "%1 (%2)")
                     .arg(QString::fromStdString(metric.title), QString::fromStdString(metric.sourceName));
}

} // namespace

void openAdd(const PanelContext& context, Id<Incident> id, QWidget* parent)
{
    const auto incident = context.repositories.incidents.find(id);
    if (!incident)
        return;
    auto* dialog =
        new FormDialog(context, QCoreApplication::translate("MetricDialogs", "Add a metric"), parent);
    const auto known = choices(context, incident->value);
    auto* which = new QComboBox(dialog);
    for (const auto& metric : known)
        which->addItem(nameOf(metric.value), QString::fromStdString(metric.id.toString()));
    auto* form = new MetricForm(context, dialog);
    const bool define = mayDefine(context);
    if (define)
        which->addItem(QCoreApplication::translate("MetricDialogs", "A new metric"), QString());
    dialog->addField(QCoreApplication::translate("MetricDialogs", "Metric"), which);
    if (!define)
        dialog->addText(known.empty()
                            ? QCoreApplication::translate(
                                  "MetricDialogs",
                                  "There is no other metric, and making one takes the role of a commander.")
                            : QCoreApplication::translate("MetricDialogs",
                                                          "Making a new one takes the role of a commander."));
    dialog->addWidget(form);
    const auto showForm = [which, form, define, dialog] {
        form->setVisible(define && which->currentData().toString().isEmpty());
        dialog->adjustSize();
    };
    QObject::connect(which, &QComboBox::currentIndexChanged, form, showForm);
    showForm();
    auto* add = dialog->setCommit(QCoreApplication::translate("MetricDialogs", "Add"), Icon::Plus,
                                  missingText(), [context, id, which, form]() -> Result<void> {
                                      auto metrics = commandsOf(context);
                                      const auto chosen = Id<MetricDefinition>::parse(
                                          which->currentData().toString().toStdString());
                                      if (chosen)
                                          return metrics.link(id, *chosen);
                                      const auto value = form->value();
                                      if (!value)
                                          return tl::make_unexpected(value.error());
                                      const auto made = metrics.define(id, *value);
                                      return made ? Result<void>() : tl::make_unexpected(made.error());
                                  });
    add->setEnabled(which->count() > 0);
    if (form->isVisibleTo(dialog))
        form->focusFirst();
    else
        which->setFocus();
    dialog->open();
}

void openEdit(const PanelContext& context, Id<MetricDefinition> id, QWidget* parent)
{
    const auto metric = context.repositories.metricDefinitions.find(id);
    if (!metric)
        return;
    auto* dialog =
        new FormDialog(context, QCoreApplication::translate("MetricDialogs", "Edit metric"), parent);
    if (!mayDefine(context))
        dialog->addText(
            QCoreApplication::translate("MetricDialogs", "Changing a metric takes the role of a commander."));
    else
        dialog->addText(QCoreApplication::translate(
            "MetricDialogs", "Every incident and plan that shows this metric shows the change."));
    auto* form = new MetricForm(context, dialog);
    form->setValue(metric->value);
    dialog->addWidget(form);
    auto* save = dialog->setCommit(QCoreApplication::translate("MetricDialogs", "Save"), Icon::Check,
                                   missingText(), [context, form, base = *metric]() -> Result<void> {
                                       const auto value = form->value();
                                       return value ? commandsOf(context).change(base, *value)
                                                    : Result<void>(tl::make_unexpected(value.error()));
                                   });
    save->setEnabled(mayDefine(context));
    form->focusFirst();
    dialog->open();
}

} // namespace matoi::widgets::metricdialogs
