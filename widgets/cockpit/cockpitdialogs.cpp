#include "widgets/cockpit/cockpitdialogs.h"

#include "models/commands/cockpitcommands.h"
#include "widgets/cockpit/people.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/joinedtext.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/handover/briefingtext.h"
#include "widgets/handover/formdialog.h"
#include "widgets/overview/engagementwords.h"
#include "widgets/panel/connectionwords.h"
#include "widgets/panel/texts.h"
#include "widgets/timeline/timefield.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>

#include <algorithm>

namespace matoi::widgets::cockpit {

using namespace domain;
using commands::CockpitCommands;
using std::chrono::duration_cast;
using std::chrono::minutes;

namespace {

CockpitCommands commandsOf(const PanelContext& context)
{
    return {context.repositories, context.changes, context.clock, context.history};
}

std::string textOf(const QLineEdit* field)
{
    return field->text().trimmed().toStdString();
}

/// Names of this incident, and room for any other.
QComboBox* personBox(const PanelContext& context, Id<Incident> id, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    for (const std::string& name : peopleOf(context, id))
        box->addItem(QString::fromStdString(name));
    const QString me = QString::fromStdString(context.changes.session().name);
    if (box->findText(me) < 0)
        box->addItem(me);
    return box;
}

/// Lengths of time; the data is minutes. 0: none.
QComboBox* minutesBox(const std::vector<int>& lengths, int chosen, const QString& none, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    if (!none.isEmpty())
        box->addItem(none, 0);
    for (const int length : lengths)
        box->addItem(minutesText(minutes(length)), length);
    box->setCurrentIndex(std::max(0, box->findData(chosen)));
    return box;
}

std::optional<Time> inMinutes(const PanelContext& context, const QComboBox* box)
{
    const int length = box->currentData().toInt();
    return length > 0 ? std::optional<Time>(context.clock.now() + minutes(length)) : std::nullopt;
}

} // namespace

void openDecide(const PanelContext& context, Id<Incident> id, QWidget* parent,
                std::optional<Record<Decision>> open)
{
    const QString title = open ? QCoreApplication::translate("Cockpit", "Decide: %1")
                                     .arg(QString::fromStdString(open->value.what))
                               : QCoreApplication::translate("Cockpit", "Log a decision");
    auto* dialog = new FormDialog(context, title, parent);
    auto* what = new QLineEdit(dialog);
    auto* because = new QLineEdit(dialog);
    auto* instead = new QLineEdit(dialog);
    for (QLineEdit* field : {what, because, instead})
        field->setMaxLength(400);
    dialog->addField(QCoreApplication::translate("Cockpit", "What is decided, or asked"), what);
    dialog->addField(QCoreApplication::translate("Cockpit", "Because"), because);
    dialog->addField(QCoreApplication::translate("Cockpit", "Instead of"), instead);
    auto* again =
        minutesBox({10, 20, 30, 60, 120}, 0, QCoreApplication::translate("Cockpit", "not planned"), dialog);
    auto* later =
        minutesBox({5, 10, 15, 30, 60}, 0, QCoreApplication::translate("Cockpit", "decided now"), dialog);
    std::vector<std::pair<QString, QWidget*>> when{
        {QCoreApplication::translate("Cockpit", "Check again in"), again}};
    if (open)
        later->hide();
    else
        when.emplace_back(QCoreApplication::translate("Cockpit", "To be decided within"), later);
    dialog->addFields(when);
    const auto commit = [context, id, open, what, because, instead, again, later]() -> Result<void> {
        const commands::DecisionText text{textOf(what), textOf(because), textOf(instead)};
        auto cockpit = commandsOf(context);
        if (open)
            return cockpit.answer(*open, text, inMinutes(context, again));
        if (const auto by = inMinutes(context, later))
            return cockpit.ask(id, text.what, *by);
        return cockpit.decide(id, text, inMinutes(context, again));
    };
    dialog->setCommit(QCoreApplication::translate("Cockpit", "Log"), Icon::Gavel,
                      QCoreApplication::translate("Cockpit", "Say what is decided."), commit);
    what->setFocus();
    dialog->open();
}

void openGiveTask(const PanelContext& context, Id<Incident> id, QWidget* parent)
{
    auto* dialog = new FormDialog(context, QCoreApplication::translate("Cockpit", "Give a task"), parent);
    auto* title = new QLineEdit(dialog);
    title->setMaxLength(300);
    auto* person = personBox(context, id, dialog);
    auto* box = minutesBox({5, 10, 15, 20, 30, 60}, 10, {}, dialog);
    dialog->addField(QCoreApplication::translate("Cockpit", "What is to be done or found out"), title);
    dialog->addFields({{QCoreApplication::translate("Cockpit", "Who"), person},
                       {QCoreApplication::translate("Cockpit", "Time box"), box}});
    dialog->setCommit(QCoreApplication::translate("Cockpit", "Give"), Icon::Wrench,
                      QCoreApplication::translate("Cockpit", "Say what is to be done."),
                      [context, id, title, person, box] {
                          return commandsOf(context).giveTask(id, textOf(title),
                                                              person->currentText().trimmed().toStdString(),
                                                              minutes(box->currentData().toInt()));
                      });
    title->setFocus();
    dialog->open();
}

void openReport(const PanelContext& context, Id<Incident> id, QWidget* parent, const QString& person)
{
    auto* dialog =
        new FormDialog(context, QCoreApplication::translate("Cockpit", "Write a report down"), parent);
    auto* whose = personBox(context, id, dialog);
    whose->setEditText(person.isEmpty() ? QString::fromStdString(context.changes.session().name) : person);
    auto* conditions = new QLineEdit(dialog);
    auto* actions = new QLineEdit(dialog);
    auto* needs = new QLineEdit(dialog);
    for (QLineEdit* field : {conditions, actions, needs})
        field->setMaxLength(500);
    dialog->addField(QCoreApplication::translate("Cockpit", "Whose report"), whose);
    dialog->addField(QCoreApplication::translate("Cockpit", "Conditions: what they see"), conditions);
    dialog->addField(QCoreApplication::translate("Cockpit", "Actions: what they do"), actions);
    dialog->addField(QCoreApplication::translate("Cockpit", "Needs: what they need"), needs);
    dialog->setCommit(QCoreApplication::translate("Cockpit", "Write down"), Icon::MessageSquare,
                      QCoreApplication::translate("Cockpit", "Say at least one of the three."),
                      [context, id, whose, conditions, actions, needs] {
                          Report report;
                          report.incidentId = id;
                          report.person = whose->currentText().trimmed().toStdString();
                          report.conditions = textOf(conditions);
                          report.actions = textOf(actions);
                          report.needs = textOf(needs);
                          return commandsOf(context).report(std::move(report));
                      });
    conditions->setFocus();
    dialog->open();
}

QString callOutScript(const PanelContext& context, Id<Incident> id)
{
    const auto incident = context.repositories.incidents.find(id);
    if (!incident)
        return {};
    QStringList script{
        QCoreApplication::translate("Cockpit", "%1 in.")
            .arg(minutesText(duration_cast<minutes>(context.clock.now() - incident->value.startedAt))),
        QCoreApplication::translate("Cockpit", "%1.").arg(texts::status(incident->value.status))};
    QStringList unreached; // by name, not by the plan that pages them
    const auto pages = context.repositories.pages.of(id.uuid());
    for (const auto& engagement : context.repositories.engagements.of(id.uuid()))
        if (engagement.value.state == EngagementState::Running) {
            const QString person = engagementView(engagement, pages).person;
            unreached << (person.isEmpty() ? QString::fromStdString(engagement.value.contactName) : person);
        }
    if (!unreached.isEmpty())
        script << QCoreApplication::translate("Cockpit", "No answer yet: %1.").arg(inList(unreached));
    if (const QString age = asOf(context); !age.isEmpty())
        script << QCoreApplication::translate("Cockpit", "All this is %1.").arg(age);
    QStringList names;
    for (const std::string& name : ledPeopleOf(context, id))
        if (const QString one = QString::fromStdString(name); !unreached.contains(one))
            names << one;
    if (!names.isEmpty())
        script << QCoreApplication::translate("Cockpit", "%1: report.").arg(inList(names));
    return inSentences(script);
}

void openCallOut(const PanelContext& context, Id<Incident> id, QWidget* parent)
{
    auto* dialog = new FormDialog(context, QCoreApplication::translate("Cockpit", "Run a call-out"), parent);
    auto* script = new QPlainTextEdit(callOutScript(context, id), dialog);
    script->setTabChangesFocus(true);
    script->setMaximumHeight(context.theme.px(72));
    dialog->addField(QCoreApplication::translate("Cockpit", "To read out"), script);
    auto* people = new QListWidget(dialog);
    for (const std::string& name : ledPeopleOf(context, id)) {
        auto* item = new QListWidgetItem(QString::fromStdString(name), people);
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Unchecked);
    }
    if (people->count() > 0)
        people->setCurrentRow(0);
    dialog->addField(QCoreApplication::translate("Cockpit", "Who answered; Space ticks"), people);
    dialog->setCommit(QCoreApplication::translate("Cockpit", "Write the answers down"), Icon::Volume2,
                      QCoreApplication::translate("Cockpit", "Nobody works on this incident yet."),
                      [context, id, people] {
                          std::vector<std::string> asked;
                          std::vector<std::string> answered;
                          for (int row = 0; row < people->count(); ++row) {
                              asked.push_back(people->item(row)->text().toStdString());
                              if (people->item(row)->checkState() == Qt::Checked)
                                  answered.push_back(asked.back());
                          }
                          return commandsOf(context).callOut(id, std::move(asked), std::move(answered));
                      });
    people->setFocus();
    dialog->open();
}

void openAssign(const PanelContext& context, Id<Incident> id, domain::IncidentRole role, QWidget* parent)
{
    auto* dialog = new FormDialog(
        context, QCoreApplication::translate("Cockpit", "Who is %1?").arg(texts::role(role)), parent);
    auto* person = personBox(context, id, dialog);
    const auto held = context.repositories.roleAssignments.find(roleAssignmentIdOf(id, role));
    person->setEditText(held ? QString::fromStdString(held->value.person)
                             : QString::fromStdString(context.changes.session().name));
    dialog->addField(QCoreApplication::translate("Cockpit", "Name; empty leaves the role free"), person);
    dialog->setCommit(
        QCoreApplication::translate("Cockpit", "Assign"), Icon::UserCheck, {}, [context, id, role, person] {
            return context.incidents.takeRole(id, role, person->currentText().trimmed().toStdString());
        });
    person->setFocus();
    dialog->open();
}

void openCorrectMark(const PanelContext& context, Id<Incident> id, QWidget* parent,
                     std::optional<commands::IncidentCommands::Mark> chosen, std::optional<Time> at)
{
    using Mark = commands::IncidentCommands::Mark;
    const auto incident = context.repositories.incidents.find(id);
    if (!incident)
        return;
    auto* dialog = new FormDialog(context, QCoreApplication::translate("Cockpit", "Correct a mark"), parent);
    auto* mark = new QComboBox(dialog);
    const auto add = [&](const QString& name, Mark one, std::optional<Time> present) {
        if (present)
            mark->addItem(QCoreApplication::translate("Cockpit", "%1, %2")
                              .arg(name, dateTimeText(*present, context.clock.now(), context.zone)),
                          static_cast<int>(one));
    };
    const Incident& value = incident->value;
    add(QCoreApplication::translate("Cockpit", "Start"), Mark::Started, value.startedAt);
    add(QCoreApplication::translate("Cockpit", "Detected"), Mark::Detected, value.detectedAt);
    add(texts::status(IncidentStatus::Acknowledged), Mark::Acknowledged, value.acknowledgedAt);
    add(texts::status(IncidentStatus::Mitigated), Mark::Mitigated, value.mitigatedAt);
    add(texts::status(IncidentStatus::Resolved), Mark::Resolved, value.resolvedAt);
    const int first = chosen ? mark->findData(static_cast<int>(*chosen)) : -1;
    mark->setCurrentIndex(first >= 0 ? first : mark->count() - 1);
    auto* time = new TimeField(context, dialog);
    auto* hint = new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextSecondary, {}, dialog);
    auto* reason = new QLineEdit(dialog);
    reason->setMaxLength(300);
    dialog->addField(QCoreApplication::translate("Cockpit", "Mark"), mark);
    dialog->addField(QCoreApplication::translate("Cockpit", "When it really was"), time);
    dialog->addWidget(hint);
    dialog->addField(QCoreApplication::translate("Cockpit", "Why; the timeline shows both times"), reason);
    QObject::connect(time, &QLineEdit::textChanged, hint, [time, hint] { time->showHint(*hint); });
    if (at)
        time->setTime(*at, true);
    time->showHint(*hint);
    dialog->setCommit(QCoreApplication::translate("Cockpit", "Correct"), Icon::Flag,
                      QCoreApplication::translate("Cockpit", "Say when it was, and why the mark was wrong."),
                      [context, id, mark, time, reason]() -> Result<void> {
                          const auto phrase = time->phrase();
                          if (!phrase || phrase->at > context.clock.now())
                              return fail(ErrorCode::InvalidValue, "at", "not understood");
                          return context.incidents.setMark(id, static_cast<Mark>(mark->currentData().toInt()),
                                                           phrase->at, textOf(reason));
                      });
    if (at)
        reason->setFocus();
    else
        time->setFocus();
    dialog->open();
}

} // namespace matoi::widgets::cockpit
