// SPDX-License-Identifier: BSL-1.0
#include "json_plain_position.hpp"

#include <pangkas/core/impl/text_hash.hpp>
#include <pangkas/core/position.hpp>
#include <pangkas/io/text.hpp>

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace pangkas::detail {
namespace {

/// What ends a plain text among some bytes, and which of them are not ASCII; a bit for each.
struct text_marks {
  static constexpr std::size_t width = 16;
  unsigned ends;
  unsigned foreign;
};

/// A quote, an escape or a control character ends a text.
text_marks marks_of(const char* at) noexcept {
#if defined(__SSE2__)
  const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const __m128i controls = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
  const __m128i ends = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                                 _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'))),
                                    controls);
  return {static_cast<unsigned>(_mm_movemask_epi8(ends)),
          static_cast<unsigned>(_mm_movemask_epi8(bytes))};
#else
  text_marks marks{0, 0};
  for (unsigned i = 0; i < text_marks::width; ++i) {
    const auto byte = static_cast<unsigned char>(at[i]);
    marks.ends |= unsigned{byte == '"' || byte == '\\' || byte < 0x20} << i;
    marks.foreign |= unsigned{byte >= 0x80} << i;
  }
  return marks;
#endif
}

/// Reads one position. Whether `reach` bytes are left is asked at the beginning of a member and
/// again behind each 16 bytes of a text and behind blanks; in between far less than that is passed.
class plain_reader {
 public:
  static constexpr std::ptrdiff_t reach = 64;

  /// At least `reach` bytes stand between @p at and @p end.
  plain_reader(const char* at, const char* end) noexcept : at_(at), stop_(end - reach) {}

  const char* read(position_view& p, std::vector<std::string>& flags) {
    if (*at_ != '{') return nullptr;
    ++at_;
    skip_blanks();
    std::uint32_t before = 0;
    bool goes_on = true;
    // Members in the order in which they are written are all read in the first turn.
    do {
      before = seen_;
      goes_on = member<0>(R"("code")", p.code) && member<1>(R"("title")", p.title) &&
                member<2>(R"("kind")", p.kind) && member<3>(R"("rank")", p.rank) &&
                member<4>(R"("reports_to")", p.reports_to) && member<5>(R"("unit")", p.unit) &&
                member<6>(R"("seats")", p.seats) && member<7>(R"("filled")", p.filled) &&
                member<8>(R"("class")", p.position_class) && member<9>(R"("cost")", p.cost) &&
                member<10>(R"("flags")", flags);
    } while (goes_on && seen_ != before);
    return ended_ && !p.code.empty() ? at_ : nullptr;
  }

 private:
  /// Reads a member if it is the next one, and what stands behind it.
  /// @return Whether the members go on.
  template <unsigned Place, std::size_t Size, class Field>
  [[gnu::always_inline]] bool member(const char (&key)[Size],  // NOLINT(modernize-avoid-c-arrays)
                                     Field& field) {
    if (!within_reach()) return false;
    if (std::memcmp(at_, key, Size - 1) != 0) return true;
    constexpr std::uint32_t bit = std::uint32_t{1} << Place;
    if ((seen_ & bit) != 0) return false;
    seen_ |= bit;
    at_ += Size - 1;
    if (!take(':') || !(*at_ == 'n' ? null() : value(field))) return false;
    if (take(',')) return true;
    ended_ = within_reach() && *at_++ == '}';
    return false;
  }

  [[nodiscard]] bool within_reach() const noexcept { return at_ <= stop_; }
  void skip_blanks() noexcept {
    while (within_reach() && is_json_blank(*at_)) ++at_;
  }
  /// Takes a mark with the blanks on both sides, if something stands behind them.
  [[gnu::always_inline]] bool take(char mark) noexcept {
    if (*at_ != mark || at_[1] <= ' ') return take_among_blanks(mark);
    ++at_;
    return true;
  }
  [[gnu::noinline]] bool take_among_blanks(char mark) noexcept {
    skip_blanks();
    if (!within_reach() || *at_ != mark) return false;
    ++at_;
    skip_blanks();
    return within_reach();
  }

  bool null() noexcept {
    if (std::memcmp(at_, "null", 4) != 0) return false;
    at_ += 4;
    return true;
  }

  [[gnu::always_inline]] bool value(std::string_view& field) {
    if (*at_ != '"') return false;
    const char* const begin = ++at_;
    unsigned foreign = 0;
    text_marks marks = marks_of(at_);
    while (marks.ends == 0) {
      foreign |= marks.foreign;
      at_ += text_marks::width;
      if (!within_reach()) return false;
      marks = marks_of(at_);
    }
    foreign |= marks.foreign & (marks.ends ^ (marks.ends - 1));
    at_ += std::countr_zero(marks.ends);
    if (*at_ != '"') return false;
    field = {begin, static_cast<std::size_t>(at_ - begin)};
    ++at_;
    return foreign == 0 || is_utf8(field);
  }

  bool value(std::optional<position_kind>& field) {
    std::string_view name;
    if (!value(name)) return false;
    for (const position_kind kind :
         {position_kind::executing, position_kind::functional, position_kind::structural})
      if (same_text(name, to_string(kind))) field = kind;
    return name.empty() || field;
  }

  bool value(double& field) noexcept {
    // The quotient of two numbers that a double holds exactly is rounded once, as it should be.
    static constexpr std::array<double, 16> powers{1,   1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    constexpr std::ptrdiff_t most_digits = 15;
    const char* const begin = at_;
    const char* const limit = begin + most_digits + 2;
    std::int64_t digits = take_digits(0, limit);
    if (at_ == begin || (*begin == '0' && at_ - begin > 1)) return false;
    std::size_t places = 0;
    if (*at_ == '.') {
      const char* const point = at_++;
      digits = take_digits(digits, limit);
      places = static_cast<std::size_t>(at_ - point - 1);
      if (places == 0) return false;
    }
    const std::ptrdiff_t size = at_ - begin - (places == 0 ? 0 : 1);
    if (size > most_digits || *at_ == 'e' || *at_ == 'E') return false;
    field =
        places == 0 ? static_cast<double>(digits) : static_cast<double>(digits) / powers[places];
    return true;
  }
  std::int64_t take_digits(std::int64_t before, const char* limit) noexcept {
    for (; at_ < limit && *at_ >= '0' && *at_ <= '9'; ++at_) before = 10 * before + (*at_ - '0');
    return before;
  }

  bool value(std::vector<std::string>& field) {
    if (!take('[')) return false;
    if (*at_ != ']') {
      do {
        std::string_view text;
        if (!within_reach() || !value(text)) return false;
        field.emplace_back(text);
      } while (take(','));
    }
    return within_reach() && *at_++ == ']';
  }

  const char* at_;
  const char* stop_;
  std::uint32_t seen_ = 0;
  bool ended_ = false;
};

}  // namespace

const char* read_plain_position(const char* at, const char* end, position_view& p,
                                std::vector<std::string>& flags) {
  p = {};
  flags.clear();
  if (end - at < plain_reader::reach) return nullptr;
  return plain_reader(at, end).read(p, flags);
}

}  // namespace pangkas::detail
