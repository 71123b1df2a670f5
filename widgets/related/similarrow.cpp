#include "widgets/related/similarrow.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/impactbadge.h"
#include "widgets/common/joinedtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"
#include "widgets/related/relatedwords.h"

#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

namespace matoi::widgets {

SimilarRow::SimilarRow(const PanelContext& context, QWidget* parent)
    : PaintedWidget(context.theme, parent)
    , m_context(context)
    , m_badge(new ImpactBadge(context.theme, ImpactBadge::Form::Square, this))
    , m_title(new ElidedLabel(context.theme, TextStyle::Medium, Role::TextPrimary, {}, this))
    , m_when(new TextLabel(context.theme, TextStyle::Body, Role::TextSecondary, {}, this))
    , m_why(new TextLabel(context.theme, TextStyle::Body, Role::TextSecondary, {}, this))
    , m_fixed(new TextLabel(context.theme, TextStyle::Body, Role::TextPrimary, {}, this))
    , m_open(new CommandButton(context.theme, {}, Icon::None, this))
    , m_link(new CommandButton(context.theme, {}, Icon::Link, this))
    , m_not(new CommandButton(context.theme, {}, Icon::None, this))
{
    Theme& look = context.theme;
    m_badge->setResolved(true);
    for (TextLabel* label : {m_why, m_fixed}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText); // what people wrote
    }
    for (CommandButton* button : {m_open, m_not})
        button->setKind(CommandButton::Kind::Link);
    for (CommandButton* button : {m_open, m_link, m_not})
        button->setSmall(true);
    auto* head = new QHBoxLayout;
    head->setSpacing(look.px(8));
    head->addWidget(m_title, 1);
    head->addWidget(m_when);
    auto* acts = new QHBoxLayout;
    acts->setSpacing(look.px(6));
    acts->addWidget(m_link);
    acts->addWidget(m_open);
    acts->addWidget(m_not);
    acts->addStretch(1);
    auto* words = new QVBoxLayout;
    words->setSpacing(look.px(2));
    words->addLayout(head);
    words->addWidget(m_why);
    words->addWidget(m_fixed);
    words->addSpacing(look.px(4));
    words->addLayout(acts);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(look.px(16), look.px(9), look.px(16), look.px(10));
    row->setSpacing(look.px(12));
    row->addWidget(m_badge, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    connect(m_open, &QAbstractButton::clicked, this, &SimilarRow::openRequested);
    connect(m_link, &QAbstractButton::clicked, this, &SimilarRow::linkRequested);
    connect(m_not, &QAbstractButton::clicked, this, &SimilarRow::refused);
}

void SimilarRow::setIncident(const domain::SimilarIncident& similar)
{
    const domain::Incident& incident = similar.incident.value;
    const QString title = QString::fromStdString(incident.title).simplified();
    const QString number = texts::incidentNumber(incident);
    m_badge->setImpact(incident.impact);
    m_title->setText(title);
    m_when->setText(
        tr("%1, %2").arg(number, dateText(incident.startedAt, m_context.clock.now(), m_context.zone)));
    if (incident.restricted)
        m_when->setText(tr("%1, restricted").arg(m_when->text()));
    m_why->setText(relatedwords::why(similar.why));
    m_fixed->setText(relatedwords::fixed(similar));
    m_link->setText(tr("Link"));
    m_link->setAccessibleName(tr("Link %1").arg(number));
    m_open->setText(tr("Open"));
    m_open->setAccessibleName(tr("Open %1").arg(number));
    m_not->setText(tr("Not this"));
    m_not->setAccessibleName(tr("%1 is not related").arg(number));
    m_not->setToolTip(tr("It is not suggested here again, to anybody, and less for other incidents of this "
                         "service."));
    describe(inList({number, texts::spokenTitle(incident).simplified(), m_why->text(), m_fixed->text()}));
}

void SimilarRow::paintEvent(QPaintEvent* /*event*/)
{
    QPainter painter(this);
    paintHorizontalLine(painter, 0, width(), height() - 1, theme().colour(Role::LineHairline));
}

} // namespace matoi::widgets
