#include "app/globalshortcut.h"

namespace matoi::app {

using State = widgets::ShortcutStatus::State;

GlobalShortcut::GlobalShortcut(std::vector<std::unique_ptr<ShortcutWay>> ways, QObject* parent)
    : QObject(parent)
    , m_ways(std::move(ways))
{
    for (std::size_t i = 0; i < m_ways.size(); ++i) {
        const ShortcutWay* way = m_ways[i].get();
        connect(way, &ShortcutWay::told, this, [this, i](const Status& status) { heard(i, status); });
        connect(way, &ShortcutWay::pressed, this, &GlobalShortcut::pressed);
        connect(way, &ShortcutWay::appeared, this, [this] {
            // One that works is left alone: the person has learnt its key.
            if (m_wish && m_status.state == State::None)
                begin();
        });
    }
}

GlobalShortcut::~GlobalShortcut()
{
    disconnect();
    drop();
}

void GlobalShortcut::set(const std::optional<ShortcutWish>& wish)
{
    // In another language it is the same key: nobody is asked for it again.
    const bool same = m_wish && wish ? m_wish->key == wish->key : m_wish.has_value() == wish.has_value();
    m_wish = wish;
    if (same)
        return;
    if (m_wish) {
        begin();
        return;
    }
    drop();
    setStatus({});
}

void GlobalShortcut::retry()
{
    const State state = m_status.state;
    if (m_wish && (state == State::Taken || state == State::Unusable || state == State::None))
        begin();
}

void GlobalShortcut::configure()
{
    if (m_way < m_ways.size())
        m_ways[m_way]->configure();
}

void GlobalShortcut::begin()
{
    drop();
    m_way = 0;
    setStatus({State::Asking, m_wish->key});
    m_ways.front()->ask(*m_wish);
}

void GlobalShortcut::drop()
{
    if (m_way < m_ways.size())
        m_ways[m_way]->drop();
}

void GlobalShortcut::heard(std::size_t way, const Status& status)
{
    if (!m_wish || way != m_way)
        return;
    if (status.state != State::None) {
        setStatus(status);
        return;
    }
    if (++m_way < m_ways.size())
        m_ways[m_way]->ask(*m_wish);
    else
        setStatus(status);
}

void GlobalShortcut::setStatus(const Status& status)
{
    if (m_status == status)
        return;
    m_status = status;
    Q_EMIT statusChanged(m_status);
}

} // namespace matoi::app
