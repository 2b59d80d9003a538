// SPDX-License-Identifier: BSL-1.0
// Measures of an organisation with their own headers alone: no interface of Boost.Graph is needed.
#include <pangkas/core/organisation_builder.hpp>
#include <pangkas/metrics/layers.hpp>
#include <pangkas/metrics/path_shortening.hpp>
#include <pangkas/metrics/span_of_control.hpp>

bool measures_alone(const pangkas::organisation& org);

bool measures_alone(const pangkas::organisation& org) {
  const auto clerk = org.at("clerk");
  return layers(org)[clerk] == 3U && span_of_control(org)[clerk] == 0 &&
         summarise_layers(org).layers == 3 && summarise_spans(org).managers == 2 &&
         static_cast<bool>(best_line_down(org));
}
