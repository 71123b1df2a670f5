#include "widgets/timeline/timefield.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/timeline/leadingicon.h"

#include <QtCore/QDateTime>
#include <QtCore/QEvent>
#include <QtWidgets/QStyle>

namespace matoi::widgets {

using domain::Time;

TimeField::TimeField(const PanelContext& context, QWidget* parent)
    : QLineEdit(parent)
    , m_context(context)
{
    setLeadingIcon(*this, context.theme, Icon::Clock);
    connect(this, &QLineEdit::textChanged, this, &TimeField::judge);
    retranslate();
}

void TimeField::retranslate()
{
    setPlaceholderText(tr("now"));
    setAccessibleName(tr("When it happened"));
    setAccessibleDescription(tr("For example 10m ago, 14:05, yesterday 23:10 or 05:30Z. Empty is now."));
}

std::optional<domain::rules::TimePhrase> TimeField::phrase() const
{
    return domain::rules::parseTimePhrase(text().toStdString(), m_context.clock.now(), m_context.zoneRules());
}

bool TimeField::tooFarAhead() const
{
    const auto understood = phrase();
    return understood && understood->at > m_context.clock.now() + domain::rules::mostAhead;
}

void TimeField::setTime(Time at, bool seconds)
{
    const auto inZone = [&](Time time) {
        return QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count(), m_context.zone);
    };
    const QDateTime local = inZone(at);
    const QString clock = local.toString(seconds ? QStringLiteral("HH:mm:ss") : QStringLiteral("HH:mm"));
    // A bare clock time means the last time that it was so: only today's can be written like that.
    const bool today = local.date() == inZone(m_context.clock.now()).date();
    setText(today ? clock : local.toString(QStringLiteral("yyyy-MM-dd ")) + clock);
}

void TimeField::mark(const char* property, bool on)
{
    if (this->property(property).toBool() == on)
        return;
    setProperty(property, on);
    style()->unpolish(this);
    style()->polish(this);
}

void TimeField::judge()
{
    const auto understood = phrase();
    mark("invalid", !understood || tooFarAhead());
    mark("doubtful", understood && understood->future && !tooFarAhead());
}

void TimeField::showHint(TextLabel& label) const
{
    const auto understood = phrase();
    const QString examples =
        tr("Also understood: %1").arg(tr("10m ago, 14:05, -25m, yesterday 23:10, 05:30Z"));
    label.setTextFormat(Qt::RichText);
    if (!understood) {
        label.setRole(Role::StateFail);
        label.setText(tr("This time is not understood. Write for example %1.")
                          .arg(tr("10m ago, 14:05, -25m, yesterday 23:10, 05:30Z")));
        return;
    }
    const Time now = m_context.clock.now();
    const QString full = tr("%1, %2 %3")
                             .arg(dateText(understood->at, now, m_context.zone),
                                  timeWithSecondsText(understood->at, m_context.zone),
                                  m_context.zone.abbreviation(QDateTime::fromMSecsSinceEpoch(
                                      understood->at.time_since_epoch().count(), Qt::UTC)));
    if (tooFarAhead()) {
        label.setRole(Role::StateFail);
        label.setText(
            tr("%1 lies in the future. The timeline holds what happened; what is to be done is a TODO.")
                .arg(full.toHtmlEscaped()));
        return;
    }
    if (understood->future) {
        label.setRole(Role::StateWait);
        label.setText(tr("%1 lies in the future.").arg(full.toHtmlEscaped()));
        return;
    }
    label.setRole(Role::TextPrimary);
    label.setText(QStringLiteral("%1&nbsp; <span style=\"color:%2\">%3</span>")
                      .arg(full.toHtmlEscaped(), m_context.theme.colour(Role::TextTertiary).name(),
                           examples.toHtmlEscaped()));
}

void TimeField::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QLineEdit::changeEvent(event);
}

} // namespace matoi::widgets
