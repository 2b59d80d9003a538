// SPDX-License-Identifier: BSL-1.0
#include "xes.hpp"

#include "log_faults.hpp"
#include "xml_parts.hpp"

#include <pangkas/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1::detail {
namespace {

/// What an event or a trace says, under keys that a mapping names.
class xes_values {
 public:
  explicit xes_values(std::vector<const log_field*> fields) : fields_(std::move(fields)) {
    values_.resize(fields_.size());
    for (std::size_t f = 0; f < fields_.size(); ++f)
      for (std::size_t rank = 0; rank < fields_[f]->keys.size(); ++rank) {
        const std::string& key = fields_[f]->keys[rank];
        if (key.size() < by_size_.size()) by_size_[key.size()].push_back({&key, f, rank});
      }
  }

  void clear() {
    for (value& v : values_) v.rank = none;
  }
  void take(std::string_view key, std::string_view text) {
    if (key.size() >= by_size_.size()) return;
    for (const wanted& w : by_size_[key.size()]) {
      value& v = values_[w.field];
      if (w.rank >= v.rank || *w.key != key) continue;
      v.rank = w.rank;
      v.text = trim(text);
    }
  }
  [[nodiscard]] std::string_view operator[](std::size_t field) const {
    const value& v = values_[field];
    return v.rank == none ? std::string_view{} : said_by(*fields_[field], v.text);
  }

 private:
  static constexpr std::size_t none = SIZE_MAX;
  struct wanted {
    const std::string* key;
    std::size_t field;
    std::size_t rank;  ///< among the keys of the field: of two, the first is taken
  };
  struct value {
    std::size_t rank = none;
    std::string text{};  // keeps its memory from event to event
  };

  std::vector<const log_field*> fields_;
  std::vector<value> values_;
  std::array<std::vector<wanted>, 64> by_size_{};
};

class xes_events final : public xml_events {
 public:
  explicit xes_events(const std::string& file, const log_mapping& mapping)
      : file_(file),
        mapping_(mapping),
        of_trace_({&name_of_case, &mapping.matter}),
        of_event_({&mapping.activity, &mapping.time, &mapping.start, &mapping.resource,
                   &mapping.role, &mapping.group, &mapping.transition, &mapping.instance}) {}

  void begin(std::string_view name, const xml_attributes& attributes) override {
    switch (++depth_) {
      case 1:
        if (name != "log")
          throw input_error(
              fmt::format("{} is no XES: its root is <{}> and not <log>; name an event log", file_,
                          name),
              file_);
        return;
      case 2:
        in_trace_ = name == "trace";
        if (in_trace_) {
          ++traces_;
          events_in_trace_ = 0;
          of_trace_.clear();
        } else if (name == "event") {
          faults_.note(log_fault::outside_case, where_);
        }
        return;
      case 3:
        if (!in_trace_) return;
        in_event_ = name == "event";
        if (in_event_)
          of_event_.clear();
        else
          take(of_trace_, attributes);
        return;
      case 4:
        if (in_event_) take(of_event_, attributes);
        if (!in_trace_ || in_event_) return;
        break;
      default:
        if (!in_trace_) return;
    }
    if (name != "values") faults_.note(log_fault::nested, where_);
  }

  void end(std::string_view) override {
    --depth_;
    if (depth_ == 2 && in_event_) {
      in_event_ = false;
      add_event();
    } else if (depth_ == 1 && in_trace_) {
      in_trace_ = false;
      if (events_in_trace_ == 0) faults_.note(log_fault::case_without_events, where_);
    }
  }

  void text(std::string_view) override {}
  [[nodiscard]] bool wants_text() const override { return false; }

  void tell_lines_of(const xml_feed& xml) { xml_ = &xml; }
  void finish(log_read& result) {
    finish_log(std::move(events_), faults_, file_, mapping_, result);
  }

 private:
  /// Of a trace, whatever a mapping calls the case of a table.
  inline static const log_field name_of_case{{"concept:name"}};

  void take(xes_values& values, const xml_attributes& attributes) {
    const auto key = attributes.find("key");
    const auto value = attributes.find("value");
    if (key && value) values.take(*key, *value);
  }

  void add_event() {
    event_row row;
    row.case_id = of_trace_[0];
    if (row.case_id.empty()) {
      if (events_in_trace_ == 0) {
        faults_.note(log_fault::nameless_case, where_);
        number_ = fmt::format("case {}", traces_);
      }
      row.case_id = number_;
    }
    row.matter = of_trace_[1];
    row.activity = of_event_[0];
    if (row.activity.empty()) faults_.note(log_fault::no_activity, where_);
    row.time = stamp_of(of_event_[1], mapping_, faults_, where_);
    if (const std::string_view start = of_event_[2]; !start.empty())
      row.start = stamp_of(start, mapping_, faults_, where_).at;
    row.resource = of_event_[3];
    row.role = of_event_[4];
    row.group = of_event_[5];
    row.transition = of_event_[6];
    // Nothing is paired before the first start.
    has_starts_ = has_starts_ || begins_activity(row.transition);
    if (has_starts_) row.instance = of_event_[7];
    const std::size_t cases = events_.case_count();
    events_.add(row);
    if (events_in_trace_++ == 0 && events_.case_count() == cases)
      faults_.note(log_fault::repeated_case, where_, row.case_id);
  }

  struct line_of {
    const xes_events* self;
    std::size_t operator()() const { return self->xml_ == nullptr ? 0 : self->xml_->line(); }
  };

  const std::string& file_;
  const log_mapping& mapping_;
  xes_values of_trace_;
  xes_values of_event_;
  event_log_builder events_;
  log_faults faults_;
  std::string number_;
  const xml_feed* xml_ = nullptr;
  line_of where_{this};
  std::size_t traces_ = 0;
  std::size_t events_in_trace_ = 0;
  int depth_ = 0;
  bool in_trace_ = false;
  bool in_event_ = false;
  bool has_starts_ = false;
};

}  // namespace

void read_xes(unpacked_pieces& pieces, const std::string& file, const log_mapping& mapping,
              log_read& result) {
  xes_events events(file, mapping);
  xml_feed* feed = nullptr;
  xml_feed xml(events, [&](const std::string& what) {
    throw input_error(
        fmt::format("{} cannot be read as XES: it {}; the file may be cut off, so copy or export "
                    "it again",
                    file, what),
        file, feed == nullptr ? std::nullopt : std::optional(feed->line()));
  });
  feed = &xml;
  events.tell_lines_of(xml);
  for (;;) {
    const std::string_view piece = pieces.next();
    xml.feed(piece, piece.empty());
    if (piece.empty()) break;
  }
  events.finish(result);
}

}  // namespace pangkas::detail
