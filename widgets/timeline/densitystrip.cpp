#include "widgets/timeline/densitystrip.h"

#include "widgets/common/durationtext.h"
#include "widgets/common/paint.h"
#include "widgets/common/tabular.h"
#include "widgets/common/theme.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <algorithm>

namespace matoi::widgets {

using namespace domain;

namespace {

constexpr int edge = 16;
constexpr int labelWidth = 44;

} // namespace

DensityStrip::DensityStrip(const PanelContext& context, const itemmodels::TimelineModel& model,
                           QWidget* parent)
    : PaintedWidget(context.theme, parent)
    , m_context(context)
    , m_model(model)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCursor(Qt::PointingHandCursor);
}

QSize DensityStrip::sizeHint() const
{
    return {theme().px(200), theme().px(140)};
}

void DensityStrip::refresh()
{
    const auto& events = m_model.events();
    const auto incident = m_context.repositories.incidents.find(m_model.incident());
    m_mitigated.reset();
    if (!events.empty()) {
        m_from = events.front()->record.value.at;
        m_to = std::max(events.back()->record.value.at, m_from + std::chrono::minutes(1));
    }
    if (incident) {
        // What led up to it may lie days back and would press the rest into one line.
        m_from = std::max(m_from, incident->value.startedAt - std::chrono::minutes(15));
        m_to = std::max(m_to, m_from + std::chrono::minutes(1));
        m_mitigated = incident->value.mitigatedAt;
    }
    describe(tr("%n event(s), from %1 to %2", nullptr, static_cast<int>(events.size()))
                 .arg(timeText(m_from, m_context.zone), timeText(m_to, m_context.zone)));
    update();
}

void DensityStrip::setSeen(std::optional<std::pair<Time, Time>> seen)
{
    if (seen != m_seen) {
        m_seen = seen;
        update();
    }
}

QRectF DensityStrip::plot() const
{
    const int left = theme().px(edge + labelWidth);
    return {static_cast<qreal>(left), theme().px(8) * 1.0,
            static_cast<qreal>(width() - left - theme().px(edge)), height() - theme().px(16) * 1.0};
}

double DensityStrip::y(Time at) const
{
    const auto ratio =
        static_cast<double>((at - m_from).count()) / static_cast<double>((m_to - m_from).count());
    return plot().top() + std::clamp(ratio, 0.0, 1.0) * plot().height();
}

void DensityStrip::paintLabels(QPainter& painter) const
{
    const int line = theme().lineHeight(TextStyle::Meta);
    painter.setFont(theme().font(TextStyle::Meta));
    painter.setPen(theme().colour(Role::TextTertiary));
    double free = -1000;
    const auto label = [&](Time at) {
        const double top = std::clamp(y(at) - line / 2.0, 0.0, static_cast<double>(height() - line));
        if (top < free)
            return;
        free = top + line;
        drawTabular(painter, QRectF(theme().px(edge), top, theme().px(labelWidth), line),
                    timeText(at, m_context.zone));
    };
    label(m_from);
    if (m_mitigated && y(m_to) - y(*m_mitigated) > line)
        label(*m_mitigated);
    label(m_to);
}

/// Events are in the order of time: a few bisections count a hundred thousand of them.
std::array<int, DensityStrip::slices>
DensityStrip::inSlices(const std::vector<itemmodels::TimelineModel::EntryPtr>& events) const
{
    const auto before = [](const auto& entry, Time time) { return entry->record.value.at < time; };
    std::array<int, slices> counts{};
    auto begin = std::lower_bound(events.begin(), events.end(), m_from, before);
    for (std::size_t i = 0; i < slices; ++i) {
        const Time until =
            m_from + (m_to - m_from) * static_cast<std::int64_t>(i + 1) / static_cast<std::int64_t>(slices);
        const auto end = i + 1 < slices ? std::lower_bound(begin, events.end(), until, before)
                                        : std::lower_bound(begin, events.end(), m_to + Duration(1), before);
        counts[i] = static_cast<int>(end - begin);
        begin = end;
    }
    return counts;
}

void DensityStrip::paintBars(QPainter& painter) const
{
    const auto all = inSlices(m_model.events());
    const auto unsent = inSlices(m_model.unsent());
    const int most = *std::max_element(all.begin(), all.end());
    const QRectF area = plot().adjusted(theme().px(8), 0, 0, 0);
    const double height = area.height() / slices;
    for (std::size_t i = 0; i < slices; ++i) {
        const auto width = [&](int count) { return most > 0 ? area.width() * 0.9 * count / most : 0.0; };
        const double top = area.top() + static_cast<double>(i) * height;
        painter.fillRect(QRectF(area.left(), top + 0.5, width(all[i]), height - 1),
                         theme().colour(Role::LineControl));
        painter.fillRect(QRectF(area.left(), top + 0.5, width(unsent[i]), height - 1),
                         theme().colour(Role::StateLocal));
    }
}

void DensityStrip::paintEvent(QPaintEvent* /*event*/)
{
    if (m_model.events().empty())
        return;
    QPainter painter(this);
    paintLabels(painter);
    const QRectF area = plot();
    const double calm = m_mitigated ? y(*m_mitigated) : area.bottom();
    painter.fillRect(QRectF(area.left(), area.top(), 3, calm - area.top()), theme().colour(Role::StateFail));
    painter.fillRect(QRectF(area.left(), calm, 3, area.bottom() - calm), theme().colour(Role::StateOk));
    paintBars(painter);
    if (m_seen) {
        const double top = y(m_seen->first) - 2;
        BoxStyle frame;
        frame.edge = theme().colour(Role::AccentText);
        frame.radius = 0;
        paintBox(painter,
                 QRectF(area.left() + theme().px(5), top, area.width() - theme().px(5),
                        std::max(6.0, y(m_seen->second) + 2 - top)),
                 frame);
    }
}

void DensityStrip::mousePressEvent(QMouseEvent* event)
{
    const double ratio = std::clamp((event->position().y() - plot().top()) / plot().height(), 0.0, 1.0);
    Q_EMIT timeChosen(m_from + std::chrono::duration_cast<Duration>((m_to - m_from) * ratio));
}

} // namespace matoi::widgets
