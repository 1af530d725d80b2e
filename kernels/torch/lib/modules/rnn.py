# torch.nn.modules.rnn: recurrent layers and cells.


class RNNBase(Module):
    mode, gates = "RNN_TANH", 1
    _output_grad = "StackBackward0"

    def __init__(
        self, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False,
        proj_size=0, device=None, dtype=None,
    ):
        super().__init__()
        if hidden_size <= 0:
            raise ValueError("hidden_size must be greater than zero")
        if num_layers <= 0:
            raise ValueError("num_layers must be greater than zero")
        if not 0 <= dropout <= 1:
            raise ValueError(
                "dropout should be a number in range [0, 1] representing the probability of an element being zeroed"
            )
        if proj_size < 0:
            raise ValueError("proj_size should be a positive integer or zero to disable projections")
        if proj_size >= hidden_size:
            raise ValueError("proj_size has to be smaller than hidden_size")
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.num_layers = num_layers
        self.bias = bias
        self.batch_first = batch_first
        self.dropout = float(dropout)
        self.bidirectional = bidirectional
        self.proj_size = proj_size
        out = proj_size if proj_size > 0 else hidden_size
        directions = 2 if bidirectional else 1
        self._flat_weights_names = []
        for layer in range(num_layers):
            for direction in range(directions):
                suffix = f"_l{layer}" + ("_reverse" if direction == 1 else "")
                into = input_size if layer == 0 else out * directions
                sizes = {"weight_ih": (self.gates * hidden_size, into), "weight_hh": (self.gates * hidden_size, out)}
                if bias:
                    sizes["bias_ih"] = sizes["bias_hh"] = (self.gates * hidden_size,)
                if proj_size > 0:
                    sizes["weight_hr"] = (proj_size, hidden_size)
                for name, size in sizes.items():
                    self.register_parameter(name + suffix, Parameter(torch.empty(size, dtype=dtype)))
                    self._flat_weights_names.append(name + suffix)
        self.reset_parameters()

    def reset_parameters(self):
        stdv = 1.0 / math.sqrt(self.hidden_size) if self.hidden_size > 0 else 0
        for weight in self.parameters():
            _uniform(weight, stdv)

    def flatten_parameters(self):
        pass

    @property
    def all_weights(self):
        per_cell = (4 if self.bias else 2) + (1 if self.proj_size > 0 else 0)
        names = self._flat_weights_names
        return [[getattr(self, name) for name in names[i : i + per_cell]] for i in range(0, len(names), per_cell)]

    def extra_repr(self):
        text = f"{self.input_size}, {self.hidden_size}"
        if self.proj_size != 0:
            text += f", proj_size={self.proj_size}"
        if self.num_layers != 1:
            text += f", num_layers={self.num_layers}"
        if self.bias is not True:
            text += f", bias={self.bias}"
        if self.batch_first is not False:
            text += f", batch_first={self.batch_first}"
        if self.dropout != 0:
            text += f", dropout={self.dropout}"
        if self.bidirectional is not False:
            text += f", bidirectional={self.bidirectional}"
        return text

    def _check_input(self, input):
        name = type(self).__name__
        if input.dim() not in (2, 3):
            raise ValueError(f"{name}: Expected input to be 2D or 3D, got {input.dim()}D instead")
        if self.input_size != input.size(-1):
            raise RuntimeError(
                f"input.size(-1) must be equal to input_size. Expected {self.input_size}, got {input.size(-1)}"
            )

    def _check_state(self, state, sizes, name):
        if tuple(state.shape) != tuple(sizes):
            raise RuntimeError(f"Expected {name} size {tuple(sizes)}, got {list(state.shape)}")

    def _run(self, input, states):
        """All layers over input (seq, batch, feature) from `states`, one list for each kind: output and last states."""
        finals = [[] for _ in states]
        directions = 2 if self.bidirectional else 1
        weights = self.all_weights
        for layer in range(self.num_layers):
            outputs = []
            for direction in range(directions):
                cell = layer * directions + direction
                names = self._flat_weights_names[cell * len(weights[cell]) : (cell + 1) * len(weights[cell])]
                named = {name.rsplit("_l", 1)[0]: weight for name, weight in zip(names, weights[cell])}
                step = [state[cell] for state in states]
                hidden = []
                gates = F.linear(input, named["weight_ih"], named.get("bias_ih"))
                order = range(input.size(0) - 1, -1, -1) if direction == 1 else range(input.size(0))
                for t in order:
                    step = self._step(gates[t], step, named)
                    hidden.append(step[0])
                if direction == 1:
                    hidden.reverse()
                outputs.append(F._named(torch.stack(hidden), self._output_grad))
                for final, state in zip(finals, step):
                    final.append(state)
            input = outputs[0] if directions == 1 else torch.cat(outputs, 2)
            if self.dropout > 0 and layer < self.num_layers - 1:
                input = F.dropout(input, self.dropout, self.training)
        return input, [F._named(torch.stack(final), "StackBackward0") for final in finals]

    def _sizes(self, batch):
        count = self.num_layers * (2 if self.bidirectional else 1)
        sizes = [(count, batch, self.proj_size if self.proj_size > 0 else self.hidden_size)]
        if self.mode == "LSTM":
            sizes.append((count, batch, self.hidden_size))
        return sizes

    def forward(self, input, hx=None):
        self._check_input(input)
        batched = input.dim() == 3
        names = ["hidden[0]", "hidden[1]"] if self.mode == "LSTM" else ["hidden"]
        name = "LSTM" if self.mode == "LSTM" else "GRU" if self.mode == "GRU" else "RNN"
        states = None if hx is None else list(hx) if self.mode == "LSTM" else [hx]
        if states is not None:
            wanted = 3 if batched else 2
            for state in states:
                if state.dim() != wanted:
                    what = "batched 3-D" if batched else "unbatched 2-D"
                    if self.mode == "LSTM":
                        dims = ", ".join(f"{each.dim()}-D" for each in states)
                        raise RuntimeError(
                            f"For {what} input, hx and cx should also be {wanted}-D but got ({dims}) tensors"
                        )
                    raise RuntimeError(f"For {what} input, hx should also be {wanted}-D but got {state.dim()}-D tensor")
        if batched:
            sequence = input.transpose(0, 1) if self.batch_first else input
        else:
            sequence = input.unsqueeze(1)
            states = None if states is None else [state.unsqueeze(1) for state in states]
        sizes = self._sizes(sequence.size(1))
        if states is None:
            states = [torch.zeros(size, dtype=input.dtype) for size in sizes]
        for state, size, label in zip(states, sizes, names):
            self._check_state(state, size, label)
        output, finals = self._run(sequence, states)
        if not batched:
            output = output.squeeze(1)
            finals = [final.squeeze(1) for final in finals]
        elif self.batch_first:
            output = output.transpose(0, 1)
        return output, tuple(finals) if self.mode == "LSTM" else finals[0]


class RNN(RNNBase):
    def __init__(
        self, input_size, hidden_size, num_layers=1, nonlinearity="tanh", bias=True, batch_first=False, dropout=0.0,
        bidirectional=False, device=None, dtype=None,
    ):
        if nonlinearity not in ("tanh", "relu"):
            raise ValueError(f"Unknown nonlinearity '{nonlinearity}'. Select from 'tanh' or 'relu'.")
        super().__init__(input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional, 0, device, dtype)
        self.nonlinearity = nonlinearity

    def _step(self, gates, states, weights):
        total = gates + F.linear(states[0], weights["weight_hh"], weights.get("bias_hh"))
        return [torch.tanh(total) if self.nonlinearity == "tanh" else torch.relu(total)]


class LSTM(RNNBase):
    mode, gates = "LSTM", 4
    _output_grad = "MkldnnRnnLayerBackward0"

    def _step(self, gates, states, weights):
        return _lstm_step(gates, states, weights)


class GRU(RNNBase):
    mode, gates = "GRU", 3

    def __init__(
        self, input_size, hidden_size, num_layers=1, bias=True, batch_first=False, dropout=0.0, bidirectional=False,
        device=None, dtype=None,
    ):
        super().__init__(input_size, hidden_size, num_layers, bias, batch_first, dropout, bidirectional, 0, device, dtype)

    def _step(self, gates, states, weights):
        return _gru_step(gates, states, weights)


def _lstm_step(gates, states, weights):
    hidden, cell = states
    total = gates + F.linear(hidden, weights["weight_hh"], weights.get("bias_hh"))
    i, f, g, o = total.chunk(4, -1)
    cell = torch.sigmoid(f) * cell + torch.sigmoid(i) * torch.tanh(g)
    hidden = torch.sigmoid(o) * torch.tanh(cell)
    if "weight_hr" in weights:
        hidden = F.linear(hidden, weights["weight_hr"])
    return [hidden, cell]


def _gru_step(gates, states, weights):
    (hidden,) = states
    ir, iz, inew = gates.chunk(3, -1)
    hr, hz, hnew = F.linear(hidden, weights["weight_hh"], weights.get("bias_hh")).chunk(3, -1)
    reset = torch.sigmoid(ir + hr)
    update = torch.sigmoid(iz + hz)
    new = torch.tanh(inew + reset * hnew)
    return [(hidden - new) * update + new]


class RNNCellBase(Module):
    def __init__(self, input_size, hidden_size, bias, num_chunks, device=None, dtype=None):
        super().__init__()
        self.input_size = input_size
        self.hidden_size = hidden_size
        self.bias = bias
        self.weight_ih = Parameter(torch.empty((num_chunks * hidden_size, input_size), dtype=dtype))
        self.weight_hh = Parameter(torch.empty((num_chunks * hidden_size, hidden_size), dtype=dtype))
        if bias:
            self.bias_ih = Parameter(torch.empty(num_chunks * hidden_size, dtype=dtype))
            self.bias_hh = Parameter(torch.empty(num_chunks * hidden_size, dtype=dtype))
        else:
            self.register_parameter("bias_ih", None)
            self.register_parameter("bias_hh", None)
        self.reset_parameters()

    def reset_parameters(self):
        stdv = 1.0 / math.sqrt(self.hidden_size) if self.hidden_size > 0 else 0
        for weight in self.parameters():
            _uniform(weight, stdv)

    def extra_repr(self):
        text = f"{self.input_size}, {self.hidden_size}"
        if self.bias is not True:
            text += f", bias={self.bias}"
        if getattr(self, "nonlinearity", "tanh") != "tanh":
            text += f", nonlinearity={self.nonlinearity}"
        return text

    def _cell(self, input, states, step):
        name = type(self).__name__
        if input.dim() not in (1, 2):
            raise ValueError(f"{name}: Expected input to be 1D or 2D, got {input.dim()}D instead")
        batched = input.dim() == 2
        rows = input if batched else input.unsqueeze(0)
        if rows.size(1) != self.input_size:
            raise RuntimeError(f"input has inconsistent input_size: got {rows.size(1)} expected {self.input_size}")
        states = [
            torch.zeros(rows.size(0), self.hidden_size, dtype=input.dtype)
            if state is None
            else state
            if batched
            else state.unsqueeze(0)
            for state in states
        ]
        for i, state in enumerate(states):
            if state.size(1) != self.hidden_size:
                raise RuntimeError(
                    f"hidden{i} has inconsistent hidden_size: got {state.size(1)}, expected {self.hidden_size}"
                )
        weights = {"weight_hh": self.weight_hh, "bias_hh": self.bias_hh}
        results = step(F.linear(rows, self.weight_ih, self.bias_ih), states, weights)
        return results if batched else [result.squeeze(0) for result in results]


class RNNCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, nonlinearity="tanh", device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 1, device, dtype)
        self.nonlinearity = nonlinearity

    def _step(self, gates, states, weights):
        total = gates + F.linear(states[0], weights["weight_hh"], weights["bias_hh"])
        if self.nonlinearity not in ("tanh", "relu"):
            raise RuntimeError(f"Unknown nonlinearity: {self.nonlinearity}")
        return [torch.tanh(total) if self.nonlinearity == "tanh" else torch.relu(total)]

    def forward(self, input, hx=None):
        return self._cell(input, [hx], self._step)[0]


class LSTMCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 4, device, dtype)

    def forward(self, input, hx=None):
        return tuple(self._cell(input, [None, None] if hx is None else list(hx), _lstm_step))


class GRUCell(RNNCellBase):
    def __init__(self, input_size, hidden_size, bias=True, device=None, dtype=None):
        super().__init__(input_size, hidden_size, bias, 3, device, dtype)

    def forward(self, input, hx=None):
        return self._cell(input, [hx], _gru_step)[0]
