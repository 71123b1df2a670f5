#include "widgets/shell/alsoopen.h"

#include "models/domain/ports/recentincidents.h"
#include "widgets/common/accessible.h"
#include "widgets/common/impactbadge.h"
#include "widgets/common/paint.h"
#include "widgets/common/textlabel.h"
#include "widgets/common/theme.h"
#include "widgets/panel/texts.h"

#include <QtCore/QEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHBoxLayout>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

constexpr std::size_t shown = 3;

} // namespace

/// One of them: its impact, and the whole of it in words.
class OpenBadge final : public PaintedButton
{
public:
    OpenBadge(Theme& theme, QWidget* parent)
        : PaintedButton(theme, parent)
    {
        setCursor(Qt::PointingHandCursor);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    }

    void setIncident(const Record<Incident>& incident, bool led)
    {
        m_id = incident.id;
        m_impact = incident.value.impact;
        const QString name =
            AlsoOpen::tr("%1, %2, %3, %4")
                .arg(texts::incidentNumber(incident.value), impactDescription(incident.value.impact),
                     texts::spokenTitle(incident.value), texts::status(incident.value.status));
        const QString whole = led ? name : AlsoOpen::tr("%1, no commander yet").arg(name);
        describe(whole);
        setToolTip(whole);
        update();
    }

    Id<Incident> id() const { return m_id; }
    QSize sizeHint() const override { return {theme().px(26), theme().px(26)}; }

protected:
    void paintEvent(QPaintEvent* /*event*/) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const int side = theme().px(20);
        paintImpactSquare(painter, theme(),
                          QRectF((width() - side) / 2.0, (height() - side) / 2.0, side, side), m_impact);
        if (hasFocus() || underMouse())
            paintFocusRing(painter, theme(), rect(), 5);
    }

private:
    Id<Incident> m_id;
    Impact m_impact = Impact::Medium;
};

AlsoOpen::AlsoOpen(const PanelContext& context, QWidget* parent)
    : QWidget(parent)
    , m_context(context)
    , m_caption(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextTertiary, {}, this))
    , m_more(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::TextTertiary, {}, this))
    , m_hand(new TextLabel(context.theme, TextStyle::Meta, widgets::Role::StateWait, {}, this))
    , m_unled(new TextLabel(context.theme, TextStyle::Strong, widgets::Role::StateWait, {}, this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(context.theme.px(4));
    row->addWidget(m_caption);
    row->addSpacing(context.theme.px(2));
    for (std::size_t i = 0; i < shown; ++i) {
        auto* badge = new OpenBadge(context.theme, this);
        row->addWidget(badge);
        connect(badge, &QAbstractButton::clicked, this, [this, badge] { Q_EMIT openRequested(badge->id()); });
        m_badges.push_back(badge);
    }
    row->addWidget(m_more);
    row->addWidget(m_hand);
    row->addWidget(m_unled);
    m_subscription = context.changes.onRecords([this](const std::vector<ChangedRecord>& changed) {
        const bool ours = std::any_of(changed.begin(), changed.end(), [](const ChangedRecord& record) {
            return record.kind == Kind::Incident || record.kind == Kind::RoleAssignment;
        });
        if (ours)
            refresh();
    });
    refresh();
}

void AlsoOpen::setIncident(Id<Incident> id)
{
    m_id = id;
    refresh();
}

void AlsoOpen::setCaptionShown(bool shown)
{
    m_caption->setVisible(shown);
}

void AlsoOpen::refresh()
{
    const auto isLed = [this](Id<Incident> id) {
        const auto role = m_context.repositories.roleAssignments.find(
            roleAssignmentIdOf(id, domain::IncidentRole::Commander));
        return role && !role->value.person.empty();
    };
    auto open = openIncidents(m_context.repositories.incidents);
    std::erase_if(open, [this](const auto& incident) { return incident.id == m_id; });
    std::stable_sort(open.begin(), open.end(),
                     [](const auto& a, const auto& b) { return a.value.impact < b.value.impact; });
    for (std::size_t i = 0; i < m_badges.size(); ++i) {
        m_badges[i]->setVisible(i < open.size());
        if (i < open.size())
            m_badges[i]->setIncident(open[i], isLed(open[i].id));
    }
    const auto unled =
        std::count_if(open.begin(), open.end(), [&](const auto& incident) { return !isLed(incident.id); });
    m_caption->setText(tr("Also open"));
    m_more->setVisible(open.size() > shown);
    m_more->setText(open.size() > shown ? QStringLiteral("+%1").arg(open.size() - shown) : QString());
    m_hand->setPixmap(m_context.theme.pixmap(Icon::Hand, m_context.theme.iconSize(14),
                                             widgets::Role::StateWait, devicePixelRatioF()));
    m_hand->setVisible(unled > 0);
    m_unled->setVisible(unled > 0);
    m_unled->setText(QString::number(unled));
    const QString words = tr("%n incident(s) without a commander", nullptr, static_cast<int>(unled));
    m_unled->setToolTip(words);
    m_unled->setAccessibleName(words);
    m_hand->setAccessibleName(words);
    if (m_any != !open.empty()) {
        m_any = !open.empty();
        Q_EMIT anyChanged();
    }
}

void AlsoOpen::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace matoi::widgets
