#include "widgets/cockpit/decideline.h"

#include "widgets/cockpit/decisionwords.h"
#include "widgets/common/commandbutton.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/handover/briefingtext.h"
#include "widgets/panel/texts.h"
#include "widgets/panel/ticker.h"
#include "widgets/timeline/leadingicon.h"

#include <QtCore/QEvent>
#include <QtGui/QKeyEvent>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

using namespace domain;
using std::chrono::minutes;

namespace {

constexpr int longest = 1200;
constexpr int checks[] = {0, 10, 20, 30, 60, 120};

QString text(const std::string& value)
{
    return QString::fromStdString(value);
}

} // namespace

DecideLine::DecideLine(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_field(new QLineEdit(this))
    , m_check(new CommandButton(context.theme, {}, Icon::Clock, this))
    , m_hint(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextSecondary, {}, this))
    , m_undo(new CommandButton(context.theme, {}, Icon::Undo2, this))
{
    Theme& theme = context.theme;
    m_field->setMaxLength(longest);
    m_field->installEventFilter(this);
    setLeadingIcon(*m_field, theme, Icon::Gavel);
    m_hint->setWordWrap(true);
    m_undo->setKind(CommandButton::Kind::Link);
    m_undo->setSmall(true);
    m_undo->setKey(QKeySequence::Undo);
    auto* row = new QHBoxLayout;
    row->setSpacing(theme.px(8));
    row->addWidget(m_field, 1);
    row->addWidget(m_check);
    auto* below = new QHBoxLayout;
    below->setSpacing(theme.px(8));
    below->addWidget(m_hint, 1);
    below->addWidget(m_undo, 0, Qt::AlignTop);
    auto* words = new QVBoxLayout;
    words->setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8));
    words->setSpacing(theme.px(4));
    words->addLayout(row);
    words->addLayout(below);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(new Hairline(theme, Qt::Horizontal, this));
    column->addLayout(words);
    connect(m_field, &QLineEdit::textEdited, this, &DecideLine::typed);
    connect(m_field, &QLineEdit::returnPressed, this, &DecideLine::hold);
    connect(m_check, &QAbstractButton::clicked, this, &DecideLine::chooseCheck);
    connect(m_undo, &QAbstractButton::clicked, this, &DecideLine::takeBack);
    connect(&context.ticker, &Ticker::tick, this, &DecideLine::tick);
    retranslate();
}

DecideLine::~DecideLine()
{
    log();
}

void DecideLine::retranslate()
{
    m_field->setPlaceholderText(tr("Decide: what, because, instead of"));
    m_field->setAccessibleName(tr("Log a decision in one line"));
    m_undo->setText(tr("Undo"));
    showHint();
}

std::string DecideLine::draftKey() const
{
    return "decide:" + m_id.toString();
}

void DecideLine::keepDraft(const QString& line)
{
    if (!m_id.isNil())
        m_context.repositories.drafts.setDraft(draftKey(), line.toStdString());
}

void DecideLine::setIncident(Id<Incident> id)
{
    if (id == m_id)
        return;
    log(); // what is held is of the incident before
    m_id = id;
    m_problem.clear();
    m_checkInMinutes = 0;
    const auto draft = id.isNil() ? std::nullopt : m_context.repositories.drafts.draft(draftKey());
    m_field->setText(draft ? QString::fromStdString(*draft) : QString());
    setEnabled(!id.isNil());
    showHint();
}

void DecideLine::typed()
{
    log(); // one decision after another
    m_problem.clear();
    keepDraft(m_field->text());
    showHint();
}

void DecideLine::hold()
{
    const QString line = m_field->text();
    const commands::DecisionText said = decisionIn(line);
    if (said.what.empty()) {
        m_problem = line.trimmed().isEmpty() ? QString() : tr("Say what is decided before why.");
        showHint();
        return;
    }
    m_held = Held{line, said, m_context.clock.now(), m_checkInMinutes};
    m_field->clear();
    m_checkInMinutes = 0;
    showHint();
}

void DecideLine::takeBack()
{
    if (!m_held)
        return;
    m_field->setText(m_held->line);
    m_checkInMinutes = m_held->checkInMinutes;
    m_held.reset();
    m_field->setFocus();
    showHint();
}

void DecideLine::log()
{
    if (!m_held)
        return;
    const Held held = *std::exchange(m_held, std::nullopt);
    const auto again =
        held.checkInMinutes > 0 ? std::optional<Time>(held.at + minutes(held.checkInMinutes)) : std::nullopt;
    const auto logged = commands::CockpitCommands(m_context.repositories, m_context.changes, m_context.clock,
                                                  m_context.history)
                            .decide(m_id, held.text, again, held.at);
    if (logged) {
        keepDraft(m_field->text());
    } else {
        m_field->setText(held.line);
        m_problem = texts::error(logged.error());
    }
    showHint();
}

void DecideLine::tick()
{
    if (!m_held)
        return;
    if (m_context.clock.now() - m_held->at >= grace)
        log();
    else
        showHint();
}

/// How the line is understood, before it cannot be taken back any more.
void DecideLine::showHint()
{
    // The words have the room: without a plan to look again the clock is enough.
    m_check->setIconOnly(m_checkInMinutes == 0);
    m_check->setText(m_checkInMinutes > 0 ? QStringLiteral("+") + minutesText(minutes(m_checkInMinutes))
                                          : tr("Check again: not planned"));
    m_check->setAccessibleName(m_checkInMinutes > 0
                                   ? tr("Check again in %1").arg(minutesText(minutes(m_checkInMinutes)))
                                   : tr("Check again: not planned"));
    m_check->setToolTip(m_check->accessibleName());
    QStringList parts;
    if (m_held) {
        const auto left =
            grace - std::chrono::duration_cast<std::chrono::seconds>(m_context.clock.now() - m_held->at);
        parts << tr("“%1” is logged in %2 s and stays then.").arg(text(m_held->text.what)).arg(left.count());
    } else if (!m_problem.isEmpty()) {
        parts << m_problem;
    } else if (const auto said = decisionIn(m_field->text());
               !said.because.empty() || !said.insteadOf.empty()) {
        if (!said.because.empty())
            parts << tr("Because: %1").arg(text(said.because));
        if (!said.insteadOf.empty())
            parts << tr("Instead of: %1").arg(text(said.insteadOf));
    }
    m_hint->setRole(m_problem.isEmpty() || m_held ? widgets::Role::TextSecondary : widgets::Role::StateFail);
    m_hint->setText(parts.join(QLatin1Char('\n')));
    m_hint->setVisible(!parts.isEmpty());
    m_undo->setVisible(m_held.has_value());
}

void DecideLine::chooseCheck()
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("When to check again"));
    for (const int length : checks)
        menu->addAction(length > 0 ? tr("Check again in %1").arg(minutesText(minutes(length)))
                                   : tr("Check again: not planned"),
                        this, [this, length] {
                            m_checkInMinutes = length;
                            showHint();
                            m_field->setFocus();
                        });
    menu->popup(m_check->mapToGlobal(QPoint(0, -menu->sizeHint().height())));
}

bool DecideLine::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_field || !m_held)
        return QWidget::eventFilter(watched, event);
    // The newest deed is the one that is held: Ctrl+Z must not reach for the one before.
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto& key = static_cast<QKeyEvent&>(*event);
        if (key.matches(QKeySequence::Undo) || key.key() == Qt::Key_Escape) {
            event->accept();
            if (event->type() == QEvent::KeyPress)
                takeBack();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

/// Nothing is held out of sight.
void DecideLine::hideEvent(QHideEvent* event)
{
    log();
    QWidget::hideEvent(event);
}

void DecideLine::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
