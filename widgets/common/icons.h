#pragma once

#include "widgets/common/colours.h"

#include <QtCore/QHash>
#include <QtCore/QString>
#include <QtGui/QIcon>
#include <QtGui/QPixmap>

namespace matoi::widgets {

class Theme;

/// The pictures in resources/icons, by Lucide's names (BookText is book-text.svg), and our own mark.
/// Which stands for what: design tokens "icons.map". Page and on-call: PhoneCall; e-mail: Mail; SMS:
/// MessageSquare; voice: Phone; chat: Hash; acknowledged: CircleCheck; a person or clock waits: Hourglass;
/// failed: TriangleAlert; offline and unsent: CloudOff; conflict: GitMerge; stale: Clock; decision: Gavel;
/// action: Wrench; communication: Megaphone; automatic: Zap; mark: Flag; hand over: Hand.
enum class Icon
{
    None,
    MatoiMark,
    Activity,
    ArrowDown,
    ArrowLeftRight,
    ArrowRight,
    ArrowUp,
    Bell,
    BellOff,
    Bold,
    BookText,
    Calendar,
    ChartLine,
    Check,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
    ChevronUp,
    Circle,
    CircleCheck,
    CircleDashed,
    CircleX,
    Clock,
    Cloud,
    CloudOff,
    Code,
    Copy,
    Database,
    Download,
    Ellipsis,
    ExternalLink,
    Eye,
    EyeOff,
    FileSearch,
    FileText,
    Flag,
    Gavel,
    GitMerge,
    Globe,
    GripVertical,
    Hand,
    Hash,
    History,
    Hourglass,
    Image,
    Info,
    Italic,
    Key,
    Keyboard,
    Laptop,
    Link,
    List,
    ListChecks,
    Loader,
    Lock,
    LockOpen,
    LogIn,
    LogOut,
    Mail,
    MapPin,
    Maximize,
    Megaphone,
    Menu,
    MessageSquare,
    Minus,
    Monitor,
    Moon,
    Paperclip,
    Pause,
    Pencil,
    Phone,
    PhoneCall,
    PhoneOff,
    Pin,
    PinOff,
    Play,
    Plus,
    Printer,
    Quote,
    RefreshCw,
    RotateCcw,
    Search,
    Send,
    Server,
    Settings,
    ShieldCheck,
    Siren,
    Split,
    Square,
    SquareCheck,
    Sun,
    Tag,
    Trash2,
    TriangleAlert,
    Undo2,
    Unlink,
    Upload,
    User,
    UserCheck,
    UserPlus,
    Users,
    Volume2,
    Webhook,
    Wrench,
    X,
    Zap
};

/// Draws and keeps tinted icons. Owned by Theme, which is what widgets ask.
class IconStore
{
public:
    explicit IconStore(const Theme& theme);

    /// Tinted when it is painted, so it follows the theme by itself; disabled is text.tertiary.
    QIcon icon(Icon icon, Role role) const;
    QPixmap pixmap(Icon icon, int size, const QColor& colour, qreal devicePixelRatio);
    void clear() { m_cache.clear(); }

private:
    const Theme& m_theme;
    QHash<QString, QPixmap> m_cache;
};

/// "book-text"; empty for Icon::None.
QString iconName(Icon icon);
int iconCount();

} // namespace matoi::widgets
