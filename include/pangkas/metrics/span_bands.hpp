// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Span bands: how many managers are inside the span that a rule recommends.
#pragma once

#include <pangkas/core/reasoned.hpp>
#include <pangkas/graph/forest_of.hpp>
#include <pangkas/graph/reporting_graph.hpp>
#include <pangkas/metrics/span_of_control.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pangkas::inline v0_1 {

/// @brief A range of spans under a name.
struct span_band {
  std::string name{};
  std::size_t low = 1;                ///< narrowest span that is inside
  std::optional<std::size_t> high{};  ///< widest one; absent: no end
  /// Whether managers of whose work nothing is said are judged by this band.
  bool target = false;
  std::string note{};

  [[nodiscard]] bool holds(double span) const {
    return span >= static_cast<double>(low) && (!high || span <= static_cast<double>(*high));
  }
  friend bool operator==(const span_band&, const span_band&) = default;
};

/// @brief Bands that belong together: the buckets of a report, or the spans that a rule recommends
/// for kinds of work. `src/presets/span_bands` holds those that are published.
struct span_band_set {
  std::string name{};
  std::string title{};
  std::string source{};
  std::vector<span_band> bands{};

  /// @brief Place of the band with that name; absent if there is none.
  [[nodiscard]] std::optional<std::size_t> find(std::string_view band) const {
    for (std::size_t i = 0; i < bands.size(); ++i)
      if (bands[i].name == band) return i;
    return std::nullopt;
  }
  /// @brief Place of the target; absent if no band is one.
  [[nodiscard]] std::optional<std::size_t> target() const {
    for (std::size_t i = 0; i < bands.size(); ++i)
      if (bands[i].target) return i;
    return std::nullopt;
  }
  friend bool operator==(const span_band_set&, const span_band_set&) = default;
};

/// @brief Default of span_bands: nothing is known of anybody's work.
struct same_work_for_all {
  template <class Vertex>
  std::optional<std::size_t> operator()(const Vertex&) const {
    return std::nullopt;
  }
};

/// @brief Managers by band. A manager has at least one command subordinate.
struct span_band_summary {
  std::size_t managers = 0;
  std::vector<std::size_t> per_band{};  ///< managers whose span each band holds; bands may overlap
  std::size_t in_no_band = 0;           ///< managers whose span no band holds
  std::size_t judged = 0;  ///< managers who have a band by their work, or by the target
  std::size_t inside = 0;  ///< judged managers inside their band
  std::size_t under = 0;   ///< with a span narrower than their band
  std::size_t over = 0;    ///< with a wider one
  /// Shares of inside, under and over. *Denominator: judged*; absent without any.
  figure share_inside = absence::not_given;
  figure share_under = absence::not_given;
  figure share_over = absence::not_given;
  /// Positions without subordinates for each manager: what rules of the kind 1:11 limit. Absent
  /// without managers.
  figure others_per_manager = absence::no_lines;

  friend bool operator==(const span_band_summary&, const span_band_summary&) = default;
};

/// @brief Counts managers by band, one after the other.
class span_band_counter {
 public:
  /// @param set  The bands; must outlive this.
  explicit span_band_counter(const span_band_set& set) : set_(set), target_(set.target()) {
    found_.per_band.assign(set.bands.size(), 0);
  }
  /// @brief Adds a manager with a span, and the band that its kind of work asks for, if any.
  void add(double span, std::optional<std::size_t> band);
  /// @brief What was counted.
  /// @param positions  All of them: those that are no managers are the others.
  [[nodiscard]] span_band_summary finish(std::size_t positions) &&;

 private:
  const span_band_set& set_;
  std::optional<std::size_t> target_;
  span_band_summary found_;
};

/// @brief Counts the managers inside, under and over the band that their work asks for.
///
/// @param graph    Lines superior → subordinate, counted as span_of_control tells.
/// @param set      The bands.
/// @param band_of  Vertex → std::optional place of the band that its kind of work asks for. Where
///                 it is absent, the target of the set is asked, and without one the manager is not
///                 judged. Default: the target for all.
/// @return         Numbers and shares of managers.
/// @unit           managers
/// @complexity     O(V + E + M B) for M managers and B bands.
/// @source         The set names its own.
template <reporting_graph Graph, class BandOf = same_work_for_all>
[[nodiscard]] span_band_summary span_bands(const Graph& graph, const span_band_set& set,
                                           BandOf band_of = {}) {
  const std::vector<std::uint32_t> spans = span_of_control(graph);
  const auto index = get(boost::vertex_index, graph);
  span_band_counter counter(set);
  for (auto [vertex, last] = vertices(graph); vertex != last; ++vertex)
    if (const std::uint32_t span = spans[static_cast<std::size_t>(get(index, *vertex))]; span > 0)
      counter.add(span, band_of(*vertex));
  return std::move(counter).finish(spans.size());
}

}  // namespace pangkas
