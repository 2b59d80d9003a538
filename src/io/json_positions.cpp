// SPDX-License-Identifier: BSL-1.0
#include "json_positions.hpp"

#include "checked_number.hpp"

#include <pangkas/graph/impl/tuned.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <new>
#include <optional>
#include <utility>

namespace pangkas::inline v0_1::detail {
namespace {

namespace dom = simdjson::dom;
using nlohmann::json;

/// A window and what is read from it stay in the second cache.
constexpr std::size_t largest_window = tuned<std::size_t>(256 * 1024, 128);
/// So little is lost where nothing can be read.
constexpr std::size_t first_window = tuned<std::size_t>(2048, 64);

constexpr std::array<std::string_view, 14> members{
    "code",   "title", "kind", "rank",  "reports_to", "unit",   "seats",
    "filled", "class", "cost", "flags", "budget",     "holder", "legal_source"};

/// The place of a key among the members; most often it is the one behind the member before.
std::size_t member_of(std::string_view key, std::size_t guess) {
  for (std::size_t i = 0; i < members.size(); ++i) {
    const std::size_t at = (guess + i) % members.size();
    if (members[at] == key) return at;
  }
  return members.size();
}

bool read(const dom::element& value, std::string_view& field) {
  return value.get(field) == simdjson::SUCCESS;
}

bool read(const dom::element& value, double& field) {
  return value.get(field) == simdjson::SUCCESS && any_number.holds(field);
}

bool read(const dom::element& value, std::optional<position_kind>& field) {
  std::string_view name;
  if (!read(value, name)) return false;
  if (!name.empty()) field = parse_position_kind(name);
  return name.empty() || field;
}

bool read(const dom::element& value, std::vector<std::string>& field) {
  dom::array texts;
  if (value.get(texts) != simdjson::SUCCESS) return false;
  for (const dom::element each : texts) {
    std::string_view text;
    if (!read(each, text)) return false;
    field.emplace_back(text);
  }
  return true;
}

bool read(std::size_t member, const dom::element& value, position_view& p,
          std::vector<std::string>& flags) {
  switch (member) {
    case 0:
      return read(value, p.code);
    case 1:
      return read(value, p.title);
    case 2:
      return read(value, p.kind);
    case 3:
      return read(value, p.rank);
    case 4:
      return read(value, p.reports_to);
    case 5:
      return read(value, p.unit);
    case 6:
      return read(value, p.seats);
    case 7:
      return read(value, p.filled);
    case 8:
      return read(value, p.position_class);
    case 9:
      return read(value, p.cost);
    case 10:
      return read(value, flags);
    case 11:
      return read(value, p.budget);
    case 12:
      return read(value, p.holders);
    case 13:
      return read(value, p.legal_source);
    default:
      return false;
  }
}

/// Reads an entry of which there is nothing to report; false if there is, or could be.
bool read_flawless(const dom::element& entry, position_view& p, std::vector<std::string>& flags) {
  p = {};
  flags.clear();
  dom::object object;
  if (entry.get(object) != simdjson::SUCCESS) return false;
  std::uint32_t seen = 0;
  std::size_t guess = 0;
  for (const dom::key_value_pair& each : object) {
    const std::size_t member = member_of(each.key, guess);
    const std::uint32_t bit = std::uint32_t{1} << member;
    if ((seen & bit) != 0) return false;
    if (!(each.value.is_null() && member < members.size()) && !read(member, each.value, p, flags))
      return false;
    seen |= bit;
    guess = member + 1;
  }
  return !p.code.empty();
}

/// @param repeated  Set to the first member that stands twice in the value itself.
json to_tree(const dom::element& value, std::string* repeated = nullptr) {
  switch (value.type()) {
    case dom::element_type::OBJECT: {
      json object = json::object();
      for (const dom::key_value_pair& each : dom::object(value)) {
        std::string key(each.key);
        if (repeated != nullptr && repeated->empty() && object.contains(key)) *repeated = key;
        object[std::move(key)] = to_tree(each.value);  // the last of a key counts
      }
      return object;
    }
    case dom::element_type::ARRAY: {
      json array = json::array();
      for (const dom::element each : dom::array(value)) array.push_back(to_tree(each));
      return array;
    }
    case dom::element_type::STRING:
      return std::string(std::string_view(value));
    case dom::element_type::INT64:
      return std::int64_t(value);
    case dom::element_type::UINT64:
      return std::uint64_t(value);
    case dom::element_type::DOUBLE:
      return double(value);
    case dom::element_type::BOOL:
      return bool(value);
    default:
      return nullptr;
  }
}

/// Where an entry begins that follows another one; the end of the text if none does.
std::size_t next_entry(std::string_view text) {
  const auto skip_blanks = [&](std::size_t at) {
    while (at < text.size() && is_json_blank(text[at])) ++at;
    return at;
  };
  const std::size_t comma = skip_blanks(0);
  return comma < text.size() && text[comma] == ',' ? skip_blanks(comma + 1) : text.size();
}

}  // namespace

json_positions::json_positions(organisation_builder& builder, odd_entry odd)
    : builder_(builder), odd_(std::move(odd)), limit_(first_window) {}

json_positions::taken json_positions::add_following(std::string_view text, origin before) {
  taken all;
  origin from = before;
  while (true) {
    const std::size_t bytes = add_window(text.substr(all.bytes), from);
    all.bytes += bytes;
    if (bytes == 0) break;
    if (all.bytes >= largest_window && !has_reserved_) {
      has_reserved_ = true;
      constexpr std::size_t shortest = 16;
      const std::size_t length = all.bytes / (from.row - before.row);
      builder_.reserve(builder_.size() +
                       (text.size() - all.bytes) / std::max(length, shortest) * 21 / 20);
    }
  }
  all.entries = from.row - before.row;
  return all;
}

/// Adds the entries of a window, whatever they are, and with them the batch.
/// @return Their bytes; 0 if none could be read.
std::size_t json_positions::add_window(std::string_view text, origin& from) {
  const std::size_t next = next_entry(text);
  dom::array entries;
  const std::size_t bytes = parse(text.substr(next), entries);
  if (bytes == 0) return 0;
  add(entries, from);
  return next + bytes;
}

/// Parses the entries at the beginning of a text that end within the limit. That the last closing
/// brace ends an entry is a guess, and where it is wrong the window is no list: another half of it
/// is tried. With the window in brackets, the entries are what the list holds there: a bracket
/// in it that closed the list would leave something behind the list.
/// @return Its bytes, 0 if there is nothing that could be parsed.
std::size_t json_positions::parse(std::string_view text, dom::array& entries) {
  std::size_t limit = limit_;
  while (true) {
    const std::size_t last = text.substr(0, limit).rfind('}');
    if (last == std::string_view::npos) break;
    window_.clear();
    window_.push_back('[');
    window_.append(text.substr(0, last + 1)).push_back(']');
    const std::size_t size = window_.size();
    window_.append(simdjson::SIMDJSON_PADDING, ' ');
    const simdjson::error_code fault = parser_.parse(window_.data(), size, false).get(entries);
    // The parser does not survive it: what it lacks it would not ask for again.
    if (fault == simdjson::MEMALLOC) throw std::bad_alloc();
    if (fault == simdjson::SUCCESS) {
      limit_ = std::min(2 * limit, largest_window);
      return last + 1;
    }
    limit = last / 2;
  }
  limit_ = first_window;
  return 0;
}

void json_positions::add(const dom::array& entries, origin& from) {
  position_view p;
  for (const dom::element entry : entries) {
    ++from.row;
    if (!read_flawless(entry, p, flags_)) {
      add_batch();
      std::string repeated;
      const json tree = to_tree(entry, &repeated);
      odd_(tree, std::move(repeated), from);
      continue;
    }
    if (!flags_.empty()) batch_.flag_next(std::exchange(flags_, {}));
    batch_.push_back(p, from);
  }
  add_batch();
}

void json_positions::add_batch() {
  for (const position_batch::repetition& each : builder_.add_codes(batch_))
    builder_.report_repeated(each.first, each.later);
  for (std::size_t part = 0; part < organisation_builder::parts_of_batch; ++part)
    builder_.add_part(batch_, part);
  batch_.clear();
}

}  // namespace pangkas::detail
